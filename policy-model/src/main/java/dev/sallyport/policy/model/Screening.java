package dev.sallyport.policy.model;

/** What is done about a secret in the result of a call. */
public enum Screening {
  /** The call answers with the refusal. */
  BLOCK,
  /** The secret is replaced. */
  REDACT
}
