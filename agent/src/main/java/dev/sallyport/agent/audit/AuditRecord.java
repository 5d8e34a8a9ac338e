package dev.sallyport.agent.audit;

import dev.sallyport.agent.record.Asker;
import java.util.Map;

/**
 * One line of an audit file, read back. Words are kept as text, because a later version may know
 * more of them; what the line does not say is empty.
 */
public sealed interface AuditRecord {

  /** The line itself, without its line feed. */
  String line();

  /** RFC 3339 in UTC. */
  String time();

  /**
   * A decision. Exactly one of {@code of} and {@code phase} says for whom.
   *
   * @param kind {@code tool}, {@code resource} or {@code prompt}
   * @param of the tool, resource or prompt that was called
   * @param virtual which of several a tool was
   * @param times how often it was made since the record of the same {@code id} before
   * @param credential the secret that would leave
   * @param shadow what it would be by the policy that was evaluated beside the one in force
   */
  record Decision(
      String line,
      String time,
      String id,
      String call,
      String kind,
      String of,
      String virtual,
      String phase,
      String gate,
      String operation,
      String target,
      String verdict,
      String reason,
      String rule,
      String action,
      boolean late,
      int times,
      String credential,
      Shadowed shadow,
      Asker asker)
      implements AuditRecord {

    public boolean denied() {
      return !verdict.equals("allow");
    }

    /** Whether it is on a call itself. */
    public boolean isOnCall() {
      return !call.isEmpty() && gate.equals(kind);
    }

    /** The same decision, made more often. */
    public Decision and(int more) {
      return new Decision(
          line,
          time,
          id,
          call,
          kind,
          of,
          virtual,
          phase,
          gate,
          operation,
          target,
          verdict,
          reason,
          rule,
          action,
          late,
          times + more,
          credential,
          shadow,
          asker);
    }
  }

  /** What another policy says; empty where it says the same, or nothing. */
  record Shadowed(String verdict, String reason, String rule) {
    public boolean differs() {
      return !verdict.isEmpty();
    }
  }

  /** The end of a call. */
  record Call(String line, String time, String call, String outcome, long durationNanos)
      implements AuditRecord {}

  /** A change of the agent's state, such as {@code start} or {@code gap}. */
  record State(String line, String time, String kind, Map<String, String> details)
      implements AuditRecord {}
}
