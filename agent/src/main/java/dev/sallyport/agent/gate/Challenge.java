package dev.sallyport.agent.gate;

import dev.sallyport.agent.record.Asker;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told that may not use what it asks for, or nothing at all, or nothing of the
 * session that it names.
 *
 * @param decision why
 * @param target of the decision, for the records: what was asked for, else the host
 * @param status of the answer
 * @param header {@code WWW-Authenticate}, after RFC 6750; empty where no other token would do
 * @param asker who asks, for the records
 */
record Challenge(Decision decision, String target, int status, String header, Asker asker) {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private static final String SCHEME = "Bearer";
  private static final String INVALID = " error=\"invalid_token\"";
  private static final String INSUFFICIENT = " error=\"insufficient_scope\"";

  /**
   * For a client that may use nothing.
   *
   * @param shown whether there was a token, which then is not good
   * @param metadata where the client reads which issuer to ask (RFC 9728), or null
   */
  static Challenge unauthorized(
      Decision decision, String host, boolean shown, @Nullable String metadata, Asker asker) {
    String header = shown ? SCHEME.concat(INVALID) : SCHEME;
    String whole = with(header, shown ? ", " : " ", metadata);
    return new Challenge(decision, host, UNAUTHORIZED, whole, asker);
  }

  /**
   * For a client that is known, and may not use this.
   *
   * @param asked what that is
   * @param scopes with one of which a token would do; empty where none would
   * @param metadata as for one that may use nothing
   */
  static Challenge insufficient(
      Decision decision,
      Principal.Primitive asked,
      List<String> scopes,
      @Nullable String metadata,
      Asker asker) {
    String header = SCHEME.concat(INSUFFICIENT);
    if (!scopes.isEmpty()) {
      header = header.concat(", scope=\"").concat(String.join(" ", scopes)).concat("\"");
    }
    String whole = with(header, ", ", metadata);
    return new Challenge(decision, asked.name(), FORBIDDEN, whole, asker);
  }

  /** For a client in a session of another. */
  static Challenge forbidden(Decision decision, String host, Asker asker) {
    return new Challenge(decision, host, FORBIDDEN, /* header= */ "", asker);
  }

  private static String with(String header, String separator, @Nullable String metadata) {
    return metadata == null
        ? header
        : header.concat(separator).concat("resource_metadata=\"").concat(metadata).concat("\"");
  }
}
