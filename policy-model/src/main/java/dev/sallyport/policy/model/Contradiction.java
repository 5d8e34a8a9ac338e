package dev.sallyport.policy.model;

/** What becomes of an operation that a tool, by what it says of itself, does not do. */
public enum Contradiction {
  RECORD,
  DENY
}
