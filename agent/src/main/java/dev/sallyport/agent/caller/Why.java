package dev.sallyport.agent.caller;

/** Why a caller is who it is, or is not. Nothing of a token is in it. */
public enum Why {
  LOCAL("local"),
  BEARER("bearer token"),
  CODE("hmac token"),
  KEY("key"),
  CERTIFICATE("certificate"),
  NOTHING("nothing presented"),
  UNLISTED_CERTIFICATE("certificate's subject not listed"),
  SEVERAL("more than one token"),
  SCHEME("authorization scheme not accepted"),
  TOO_LONG("token too long"),
  MALFORMED("token malformed"),
  ALGORITHM("algorithm not allowed"),
  TYPE("token of another type"),
  CRITICAL("token has a critical header that is not understood"),
  NO_KEYS("issuer's keys not there yet"),
  OLD_KEYS("issuer's keys too old"),
  UNKNOWN_KEY("unknown key"),
  SIGNATURE("bad signature"),
  ISSUER("wrong issuer"),
  AUDIENCE("wrong audience"),
  NO_EXPIRY("token does not expire"),
  EXPIRED("expired"),
  NOT_YET("not valid yet"),
  BOUND("token bound to a key that was not shown"),
  NO_SUBJECT("token names no subject"),
  CLAIM("claim of another type than expected"),
  NO_SECRET("shared key not available"),
  FAILED("verification failed");

  private final String text;

  Why(String text) {
    this.text = text;
  }

  /** In words. */
  public String text() {
    return text;
  }
}
