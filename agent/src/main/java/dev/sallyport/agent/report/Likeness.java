package dev.sallyport.agent.report;

import dev.sallyport.agent.audit.AuditRecord.Decision;
import java.util.List;

/**
 * In what decisions are alike.
 *
 * @param target of an HTTP request its template
 * @param command of a process the name of its program and the shape of its arguments; else empty
 */
record Likeness(
    Actor actor,
    String gate,
    String operation,
    String target,
    String verdict,
    String reason,
    String rule,
    String credential,
    List<String> command) {
  /** Stands for all targets beyond the ones that are told apart. */
  static final String OTHERS = "(others)";

  static Likeness of(Decision decision) {
    String template = decision.fields().text("template");
    return new Likeness(
        Actor.of(decision),
        decision.gate(),
        decision.operation(),
        template.isEmpty() ? decision.target() : template,
        decision.verdict(),
        decision.reason(),
        decision.rule(),
        decision.credential(),
        decision.fields().list("command"));
  }

  /** The target, of a process with the shape of its arguments. */
  String shown() {
    return command.size() < 2
        ? target
        : target + " " + String.join(" ", command.subList(1, command.size()));
  }

  Likeness ofOthers() {
    return new Likeness(
        actor, gate, operation, OTHERS, verdict, reason, rule, credential, List.of());
  }

  /** What the JVM itself needs, whoever runs in it. */
  boolean isOfTheJvm() {
    return reason.equals("runtime") || reason.equals("ancestor");
  }
}
