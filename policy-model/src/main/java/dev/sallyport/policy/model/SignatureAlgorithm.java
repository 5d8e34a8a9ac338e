package dev.sallyport.policy.model;

/** How a token may be signed (RFC 7518, RFC 8037), by a private key that the server has not. */
public enum SignatureAlgorithm {
  RS256,
  RS384,
  RS512,
  PS256,
  PS384,
  PS512,
  ES256,
  ES384,
  ES512,
  EDDSA("EdDSA");

  private final String key;

  SignatureAlgorithm() {
    this.key = name();
  }

  SignatureAlgorithm(String key) {
    this.key = key;
  }

  /** The name in tokens and policies. */
  public String key() {
    return key;
  }
}
