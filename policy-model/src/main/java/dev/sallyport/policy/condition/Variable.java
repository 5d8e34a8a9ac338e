package dev.sallyport.policy.condition;

/** What a condition can ask for. */
public enum Variable {
  TOOL("tool", Type.TEXT),
  ARGUMENTS("args", Type.ARGUMENTS),
  CALLER_SUBJECT("caller.subject", Type.TEXT),
  /** The only role of a caller; empty where it has none or several. */
  CALLER_ROLE("caller.role", Type.TEXT),
  CALLER_ROLES("caller.roles", Type.TEXTS),
  CALLER_TENANT("caller.tenant", Type.TEXT),
  CALLER_AGENT("caller.agent", Type.TEXT),
  CALLER_SCOPES("caller.scopes", Type.TEXTS),
  SESSION_AGE("session.age", Type.TIME_SPAN),
  SESSION_IDLE("session.idle", Type.TIME_SPAN),
  SESSION_PURPOSE("session.purpose", Type.TEXT),
  NOW("now", Type.INSTANT);

  /** What its value is. */
  enum Type {
    TEXT,
    TEXTS,
    ARGUMENTS,
    TIME_SPAN,
    INSTANT
  }

  private final String text;
  private final Type type;

  Variable(String text, Type type) {
    this.text = text;
    this.type = type;
  }

  /** How a condition names it. */
  String text() {
    return text;
  }

  Type type() {
    return type;
  }
}
