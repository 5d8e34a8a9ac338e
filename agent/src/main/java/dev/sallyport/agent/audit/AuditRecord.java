package dev.sallyport.agent.audit;

import dev.sallyport.agent.record.Asker;
import java.util.List;
import java.util.Map;

/**
 * One line of an audit file, read back. Words are kept as text, because a later version may know
 * more of them; what the line does not say is empty.
 */
public sealed interface AuditRecord {
  /** What a client may call. */
  List<String> KINDS = List.of("tool", "resource", "prompt");

  /** The line itself, without its line feed. */
  String line();

  /** What it says; {@code docs/audit.md} tells the fields. */
  Fields fields();

  /** RFC 3339 in UTC. */
  default String time() {
    return fields().text("time");
  }

  /** What the server is called. */
  default String server() {
    return fields().text("server");
  }

  /** The short name of the run of that server. */
  default String process() {
    return fields().text("process");
  }

  /**
   * A decision. Exactly one of {@code of} and {@code phase} says for whom.
   *
   * @param times how often it was made since the record of the same {@code id} before
   */
  record Decision(String line, Fields fields, int times) implements AuditRecord {

    public String id() {
      return fields.text("id");
    }

    public String call() {
      return fields.text("call");
    }

    /** {@code tool}, {@code resource} or {@code prompt}; empty for the server itself. */
    public String kind() {
      for (String kind : KINDS) {
        if (fields.has("principal." + kind)) {
          return kind;
        }
      }
      return "";
    }

    /** The tool, resource or prompt that was called. */
    public String of() {
      return fields.text("principal." + kind());
    }

    /** Which of several a tool was. */
    public String virtual() {
      return fields.text("principal.virtual");
    }

    public String phase() {
      return fields.text("principal.phase");
    }

    public String gate() {
      return fields.text("gate");
    }

    public String operation() {
      return fields.text("operation");
    }

    public String target() {
      return fields.text("target");
    }

    public String verdict() {
      return fields.text("verdict");
    }

    public String reason() {
      return fields.text("reason");
    }

    public String rule() {
      return fields.text("rule");
    }

    public String action() {
      return fields.text("action");
    }

    public boolean late() {
      return fields.text("late").equals("true");
    }

    /** The secret that would leave. */
    public String credential() {
      return fields.text("credential");
    }

    /** What it would be by the policy that was evaluated beside the one in force. */
    public Shadowed shadow() {
      return new Shadowed(
          fields.text("shadow.verdict"), fields.text("shadow.reason"), fields.text("shadow.rule"));
    }

    public Asker asker() {
      return new Asker(
          fields.text("caller.subject"),
          fields.list("caller.roles"),
          fields.text("caller.tenant"),
          fields.text("caller.agent"),
          fields.text("caller.by"),
          fields.text("session"));
    }

    public boolean denied() {
      return !verdict().equals("allow");
    }

    /** Whether it is on a call itself. */
    public boolean isOnCall() {
      return !call().isEmpty() && gate().equals(kind());
    }

    /** The same decision, made more often. */
    public Decision and(int more) {
      return new Decision(line, fields, times + more);
    }
  }

  /** What another policy says; empty where it says the same, or nothing. */
  record Shadowed(String verdict, String reason, String rule) {
    public boolean differs() {
      return !verdict.isEmpty();
    }
  }

  /** The end of a call. */
  record Call(String line, Fields fields) implements AuditRecord {

    public String call() {
      return fields.text("call");
    }

    public String outcome() {
      return fields.text("outcome");
    }

    public long durationNanos() {
      return fields.number("durationNanos");
    }

    /** How many of its operations were denied until it answered. */
    public long denials() {
      return fields.number("denials");
    }
  }

  /** A change of the agent's state, such as {@code start} or {@code gap}. */
  record State(String line, Fields fields) implements AuditRecord {

    public String kind() {
      return fields.text("kind");
    }

    public Map<String, String> details() {
      return fields.object("details");
    }
  }
}
