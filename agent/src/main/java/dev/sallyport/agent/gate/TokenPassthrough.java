package dev.sallyport.agent.gate;

import dev.sallyport.agent.client.Header;
import dev.sallyport.agent.client.Hop;
import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.match.HttpUrl;
import dev.sallyport.policy.match.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a client told this server to show who it is goes to no one else, unless the policy says so:
 * in a header, also within {@code Basic}, or in the URL.
 */
final class TokenPassthrough implements Inspection {
  private static final String BASIC = "basic ";

  private final Checkpoint checkpoint;
  private final ClientTokens tokens;

  TokenPassthrough(Checkpoint checkpoint, ClientTokens tokens) {
    this.checkpoint = checkpoint;
    this.tokens = tokens;
  }

  @Override
  public Inspected inspect(@Nullable Context context, Subject subject, Hop hop) {
    return tokens.count() != 0 && isIn(hop)
        ? new Inspected(hop, decide(context, subject, hop.url()))
        : new Inspected(hop, null);
  }

  private boolean isIn(Hop hop) {
    if (tokens.isIn(hop.url())) {
      return true;
    }
    for (Header header : hop.headers()) {
      if (tokens.isIn(header.value()) || tokens.isIn(basic(header.value()))) {
        return true;
      }
    }
    return false;
  }

  /** User and password, or nothing. */
  private static String basic(String value) {
    String stripped = value.strip();
    if (!stripped.regionMatches(/* ignoreCase= */ true, 0, BASIC, 0, BASIC.length())) {
      return "";
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(stripped.substring(BASIC.length()).strip());
      return new String(decoded, StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** Of the URL the record shows no more than the server: the rest may hold the token. */
  private @Nullable Refusal decide(@Nullable Context context, Subject subject, String url) {
    String host = "";
    int port = 0;
    try {
      HttpUrl parsed = HttpUrl.parse(url);
      host = parsed.host();
      port = parsed.port();
    } catch (Malformed e) {
      // It goes nowhere that a policy could name.
    }
    return checkpoint.pass(
        context,
        new Request.Passthrough(host, port),
        new Subject(subject.gate(), "passthrough", subject.hook()),
        host.concat(":").concat(Integer.toString(port)));
  }
}
