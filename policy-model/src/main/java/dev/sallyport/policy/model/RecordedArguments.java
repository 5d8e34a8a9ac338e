package dev.sallyport.policy.model;

/** What records say of the arguments of a call. */
public enum RecordedArguments {
  /** What they are called. */
  NAMES,
  /** And their values, without what is or looks like a secret. */
  REDACTED
}
