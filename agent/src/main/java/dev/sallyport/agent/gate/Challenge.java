package dev.sallyport.agent.gate;

import dev.sallyport.agent.record.Asker;
import dev.sallyport.policy.decide.Decision;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told that may use nothing, or nothing of the session that it names.
 *
 * @param decision why
 * @param status of the answer
 * @param header {@code WWW-Authenticate}, after RFC 6750; empty where no other token would do
 * @param asker who asks, for the records
 */
record Challenge(Decision decision, int status, String header, Asker asker) {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private static final String SCHEME = "Bearer";
  private static final String INVALID = " error=\"invalid_token\"";

  /**
   * For a client that may use nothing.
   *
   * @param shown whether there was a token, which then is not good
   * @param metadata where the client reads which issuer to ask (RFC 9728), or null
   */
  static Challenge unauthorized(
      Decision decision, boolean shown, @Nullable String metadata, Asker asker) {
    return new Challenge(decision, UNAUTHORIZED, header(shown, metadata), asker);
  }

  /** For a client in a session of another. */
  static Challenge forbidden(Decision decision, Asker asker) {
    return new Challenge(decision, FORBIDDEN, /* header= */ "", asker);
  }

  private static String header(boolean shown, @Nullable String metadata) {
    String header = shown ? SCHEME.concat(INVALID) : SCHEME;
    return metadata == null
        ? header
        : header
            .concat(shown ? ", " : " ")
            .concat("resource_metadata=\"")
            .concat(metadata)
            .concat("\"");
  }
}
