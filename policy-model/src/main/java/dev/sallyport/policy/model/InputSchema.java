package dev.sallyport.policy.model;

/** What the schema is for that a tool itself shows of its arguments. */
public enum InputSchema {
  /** Nothing that is decided here. */
  IGNORE,
  /** Arguments that do not fit it are denied. */
  CHECK
}
