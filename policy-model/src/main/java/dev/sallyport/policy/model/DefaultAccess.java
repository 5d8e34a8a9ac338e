package dev.sallyport.policy.model;

/** What holds for a tool, resource or prompt that no entry lists. */
public enum DefaultAccess {
  DENY,
  /** It may be used; it has no grants of its own. */
  ALLOW
}
