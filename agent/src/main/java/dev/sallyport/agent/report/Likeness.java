package dev.sallyport.agent.report;

import dev.sallyport.agent.audit.AuditRecord.Decision;

/**
 * In what decisions are alike.
 *
 * @param target of an HTTP request its template
 */
record Likeness(
    Actor actor,
    String gate,
    String operation,
    String target,
    String verdict,
    String reason,
    String rule,
    String credential) {
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
        decision.credential());
  }

  Likeness ofOthers() {
    return new Likeness(actor, gate, operation, OTHERS, verdict, reason, rule, credential);
  }

  /** What the JVM itself needs, whoever runs in it. */
  boolean isOfTheJvm() {
    return reason.equals("runtime") || reason.equals("ancestor");
  }
}
