package dev.sallyport.policy.model;

/** Which decisions become spans. */
public enum SpanDetail {
  EVERY,
  /** The first of each kind within a call, with a count. */
  DISTINCT,
  DENIED
}
