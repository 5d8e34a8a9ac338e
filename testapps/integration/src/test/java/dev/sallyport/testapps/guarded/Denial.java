package dev.sallyport.testapps.guarded;

/**
 * How an operation is denied.
 *
 * @param operation gate, operation and target of the first thing that is denied, as {@link
 *     AuditLine#operation}; a last {@code *} stands for what differs from run to run
 * @param reason as in the audit file
 * @param rule how the name of the rule begins
 * @param surface what the client gets
 */
record Denial(String operation, String reason, String rule, Surface surface) {
  /** What comes of a handler that met a denial. */
  enum Surface {
    /** It failed, or never ran: the client gets the uniform refusal. */
    REFUSED,
    /** It coped: the client gets its result, with the ids of the decisions beside it. */
    COPED
  }

  /** Not among the grants of its tool, and the handler lets that be seen. */
  static Denial of(String tool, String operation) {
    return new Denial(operation, "not-granted", "tools." + tool, Surface.REFUSED);
  }

  /** Whether that is what was denied. */
  boolean isOn(AuditLine line) {
    return operation.endsWith("*")
        ? line.operation().startsWith(operation.substring(0, operation.length() - 1))
        : line.operation().equals(operation);
  }

  Denial because(String otherReason, String otherRule) {
    return new Denial(operation, otherReason, otherRule, surface);
  }

  /** The handler swallows it. */
  Denial coped() {
    return new Denial(operation, reason, rule, Surface.COPED);
  }
}
