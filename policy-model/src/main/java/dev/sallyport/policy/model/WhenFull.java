package dev.sallyport.policy.model;

/** What becomes of calls while records can't be written, as when the disk is full. */
public enum WhenFull {
  /** They go on, and how many records are missing is recorded. */
  GAP,
  /** They are denied where the policy is enforced. */
  DENY
}
