package dev.sallyport.agent.record;

/** How a call ended. */
public enum Outcome {
  /** The handler answered. */
  OK,
  /** The handler answered with an error of its own, or threw. */
  ERROR,
  /** The call was refused before its handler ran, or failed after a denial inside it. */
  REFUSED
}
