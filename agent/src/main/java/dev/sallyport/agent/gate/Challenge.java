package dev.sallyport.agent.gate;

import dev.sallyport.agent.record.Asker;
import dev.sallyport.policy.decide.Decision;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told that may use nothing.
 *
 * @param decision why
 * @param header {@code WWW-Authenticate}, after RFC 6750
 * @param asker who asks, for the records
 */
record Challenge(Decision decision, String header, Asker asker) {
  private static final String SCHEME = "Bearer";
  private static final String INVALID = " error=\"invalid_token\"";

  /**
   * The header.
   *
   * @param shown whether there was a token, which then is not good
   * @param metadata where the client reads which issuer to ask (RFC 9728), or null
   */
  static String header(boolean shown, @Nullable String metadata) {
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
