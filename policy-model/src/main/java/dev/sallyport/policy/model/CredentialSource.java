package dev.sallyport.policy.model;

/** Where the value of a secret comes from. */
public sealed interface CredentialSource {

  /** A variable of the environment. */
  record Environment(String name) implements CredentialSource {}

  /**
   * The content of a file, without the line end after it.
   *
   * @param path absolute
   */
  record File(String path) implements CredentialSource {}

  /** A system property. */
  record Property(String name) implements CredentialSource {}
}
