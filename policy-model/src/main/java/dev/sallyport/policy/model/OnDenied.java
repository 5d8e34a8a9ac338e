package dev.sallyport.policy.model;

/** What becomes of a call in which an operation was denied, where its handler coped. */
public enum OnDenied {
  /** The handler's result stands. */
  CONTINUE,
  /** The call fails. */
  FAIL
}
