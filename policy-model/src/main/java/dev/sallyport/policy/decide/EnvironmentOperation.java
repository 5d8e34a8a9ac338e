package dev.sallyport.policy.decide;

/** What is done with a variable of the environment. */
public enum EnvironmentOperation {
  /** Read it, or hand it on to a child as this process has it. */
  READ,
  /** Give a child another value than this process has. */
  SET
}
