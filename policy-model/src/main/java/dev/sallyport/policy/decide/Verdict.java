package dev.sallyport.policy.decide;

/** What the policy says of a request. What was done about it is an action, and never mixed in. */
public enum Verdict {
  ALLOW,
  DENY
}
