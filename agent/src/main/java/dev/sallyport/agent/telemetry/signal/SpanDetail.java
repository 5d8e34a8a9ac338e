package dev.sallyport.agent.telemetry.signal;

/** Which decisions become spans. A tool call always has its span. */
public enum SpanDetail {
  /** Each decision. */
  EVERY,
  /**
   * One span for all decisions of a call that are alike in gate, operation, target and verdict,
   * with their count. Of the server's own decisions: each denial, and each other target once; not
   * what the JVM itself needs.
   */
  DISTINCT,
  /** Denials only. */
  DENIED
}
