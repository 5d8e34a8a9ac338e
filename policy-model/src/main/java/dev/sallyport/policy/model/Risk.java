package dev.sallyport.policy.model;

/** What a tool may do to the world at worst. */
public enum Risk {
  /** It changes nothing. */
  READ,
  /** It changes things. */
  WRITE,
  /** It changes things for good. */
  DESTRUCTIVE
}
