package dev.sallyport.policy.model;

/** What becomes of a call with an argument that looks like a secret. */
public enum SecretArguments {
  /** Nothing. */
  ALLOW,
  /** A finding is recorded. */
  RECORD,
  /** It is denied, too. */
  DENY
}
