package dev.sallyport.agent.record;

import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.model.Mode;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One thing that the agent has to report. The same entry goes to every sink. */
public sealed interface Entry
    permits Entry.DecisionMade, Entry.CallEnded, Entry.StateChanged, Repetition {

  /** When it happened, in nanoseconds since the epoch. */
  long time();

  /**
   * One decision.
   *
   * @param sequence counts the decisions of this process from 1; {@link DecisionId} renders it
   * @param call the id of the call it was made for, empty for the server's own operations
   * @param gate {@code tool}, {@code resource}, {@code prompt}, {@code file}, {@code network},
   *     {@code dns}, {@code http}, {@code credential}, {@code process}, {@code environment} or
   *     {@code inbound}
   * @param operation what was about to be done, such as {@code call}, {@code read}, {@code connect}
   * @param target the path, address, URL, program, tool, resource or prompt
   * @param policy the digest of the policy that decided; empty for the built-in one
   * @param hook the id of the hook that asked
   * @param late whether the call had already answered
   * @param arguments in the decision on a call; else empty
   * @param envelope what the request for a call came with, in the decision on that
   * @param times how often it was made; more than once where it was made before
   * @param withheld the names of the variables that a child starts without, as they were not
   *     granted, or would in enforce mode; else empty
   * @param command of the start of a process: the name of the program's file, then for each of its
   *     arguments a pattern as a policy has them, in which no value of the call's own arguments is;
   *     else empty
   * @param credential the secret that it is about, as the policy names it; else empty
   * @param asker who asked for a call, in the decision on that
   * @param retryAfter in how many seconds a refused call may be tried again; 0 where nobody knows
   * @param consent who was asked to approve it, in the same
   * @param shadow what it would be by the policy that is evaluated beside the one in force; null
   *     where that is the same, or there is none
   */
  record DecisionMade(
      long time,
      long sequence,
      Principal principal,
      String call,
      String gate,
      String operation,
      String target,
      Decision decision,
      Action action,
      Mode mode,
      String policy,
      String hook,
      String thread,
      boolean late,
      Arguments arguments,
      Envelope envelope,
      int times,
      List<String> withheld,
      List<String> command,
      String credential,
      Asker asker,
      long retryAfter,
      Consent consent,
      @Nullable Decision shadow)
      implements Entry {

    /** The same decision, made that many times more until then. */
    DecisionMade again(long until, int more) {
      return with(until, target, decision, action, arguments, more);
    }

    /** The same decision, with texts as they may be shown. */
    DecisionMade shown(UnaryOperator<String> visible) {
      String target = visible.apply(this.target);
      Arguments arguments = this.arguments.shown(visible);
      return target.equals(this.target) && arguments.equals(this.arguments)
          ? this
          : with(time, target, decision, action, arguments, times);
    }

    /** On the same, but blocked by another decision. */
    public DecisionMade blocked(Decision by) {
      return with(time, target, by, Action.BLOCKED, arguments, times);
    }

    private DecisionMade with(
        long until,
        String target,
        Decision decision,
        Action action,
        Arguments arguments,
        int times) {
      return new DecisionMade(
          until,
          sequence,
          principal,
          call,
          gate,
          operation,
          target,
          decision,
          action,
          mode,
          policy,
          hook,
          thread,
          late,
          arguments,
          envelope,
          times,
          withheld,
          command,
          credential,
          asker,
          retryAfter,
          consent,
          shadow);
    }
  }

  /**
   * A call answered.
   *
   * @param started when its decision was made, in nanoseconds since the epoch
   * @param denials how many operations inside it were denied, enforced or only observed
   * @param policy the digest of the policy under which it began; empty for the built-in one
   * @param volume how much it moved
   * @param justification what the client says it is for; text of a stranger, empty where it says
   *     nothing
   */
  record CallEnded(
      long time,
      long started,
      String call,
      Principal.Primitive of,
      Outcome outcome,
      int denials,
      String policy,
      Volume volume,
      String justification)
      implements Entry {

    /** The same call, with that for what it is for. */
    CallEnded saying(String other) {
      return new CallEnded(time, started, call, of, outcome, denials, policy, volume, other);
    }
  }

  /**
   * The agent itself changed state.
   *
   * @param kind {@code start}, {@code credentials}, {@code ready}, {@code reload}, {@code shadow},
   *     {@code fault}, {@code gap} or {@code stop}
   */
  record StateChanged(long time, String kind, Map<String, String> details) implements Entry {}
}
