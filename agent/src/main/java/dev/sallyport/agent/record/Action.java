package dev.sallyport.agent.record;

/** What was done about a verdict. */
public enum Action {
  /** The verdict allowed, and the operation went on. */
  ALLOWED,
  /** The verdict denied, and the operation did not happen. */
  BLOCKED,
  /** The verdict denied, and the operation went on because the mode is audit. */
  OBSERVED
}
