package dev.sallyport.policy.decide;

/** What the policy says of a request. What was done about it is an action, and never mixed in. */
public enum Verdict {
  ALLOW,
  DENY,
  /** Somebody has to approve it first. Until then it is as good as denied. */
  APPROVE
}
