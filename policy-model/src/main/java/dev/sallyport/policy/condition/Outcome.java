package dev.sallyport.policy.condition;

/** What came of evaluating a condition. */
public enum Outcome {
  HOLDS,
  FAILS,
  /** It has no value for that call, or finding it would take too long. */
  ERROR
}
