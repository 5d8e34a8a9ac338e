package dev.sallyport.policy.model;

/** What holds for a tool that no entry lists. */
public enum DefaultAccess {
  DENY,
  /** It may be called; it has no grants of its own. */
  ALLOW
}
