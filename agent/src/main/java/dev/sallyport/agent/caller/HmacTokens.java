package dev.sallyport.agent.caller;

import com.fasterxml.jackson.core.JsonPointer;
import dev.sallyport.agent.credential.Unavailable;
import dev.sallyport.agent.credential.Values;
import dev.sallyport.policy.decide.Caller;
import dev.sallyport.policy.model.Callers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tokens made with a shared key: {@code s1.PAYLOAD.CODE}, both in base64url without padding. The
 * payload is a JSON object, the code that of RFC 2104 with SHA-256 over what stands before the last
 * dot. A member of the payload that is not known is refused: it may have been meant to narrow.
 */
final class HmacTokens {
  static final String PREFIX = "s1.";

  /** Bytes of the key; as many as the code has. */
  private static final int SHORTEST_KEY = 32;

  private static final int LONGEST = 4096;

  /** How far the clock of who makes tokens may be ahead. */
  private static final Duration AHEAD = Duration.ofMinutes(1);

  private static final Set<String> MEMBERS =
      Set.of("sub", "iat", "roles", "tenant", "agent", "tools", "nonce");
  private static final JsonPointer SUBJECT = JsonPointer.compile("/sub");
  private static final JsonPointer ROLES = JsonPointer.compile("/roles");
  private static final JsonPointer TENANT = JsonPointer.compile("/tenant");
  private static final JsonPointer AGENT = JsonPointer.compile("/agent");
  private static final JsonPointer TOOLS = JsonPointer.compile("/tools");

  private final Duration lifetime;
  private final InstantSource clock;
  private final Providers providers;
  private final Json json;
  private @Nullable SecretKeySpec key;
  private @Nullable String problem;

  HmacTokens(
      Callers.Hmac policy, Values values, InstantSource clock, Providers providers, Json json) {
    this.lifetime = policy.lifetime();
    this.clock = clock;
    this.providers = providers;
    this.json = json;
    try {
      byte[] secret = values.read(policy.key()).copy();
      if (secret.length < SHORTEST_KEY) {
        problem = "callers.hmac.key has less than " + SHORTEST_KEY + " bytes";
      } else {
        key = new SecretKeySpec(secret, "HmacSHA256");
      }
    } catch (Unavailable e) {
      problem = "callers.hmac.key: " + e.getMessage();
    }
  }

  /** Why none is accepted; null where that is not so. */
  @Nullable String problem() {
    return problem;
  }

  Caller caller(String token) throws Refused, GeneralSecurityException {
    if (key == null) {
      throw new Refused(Why.NO_SECRET);
    }
    if (token.length() > LONGEST) {
      throw new Refused(Why.TOO_LONG);
    }
    int dot = token.lastIndexOf('.');
    if (!token.startsWith(PREFIX) || dot < PREFIX.length()) {
      throw new Refused(Why.MALFORMED);
    }
    Mac mac = providers.hmacSha256();
    mac.init(key);
    byte[] code = mac.doFinal(bytes(token.substring(0, dot)));
    // Texts are compared, since several of them decode to the same code.
    byte[] expected = Base64.getUrlEncoder().withoutPadding().encode(code);
    if (!MessageDigest.isEqual(expected, bytes(token.substring(dot + 1)))) {
      throw new Refused(Why.SIGNATURE);
    }
    return caller(new Claims(json.object(decoded(token.substring(PREFIX.length(), dot)))));
  }

  private Caller caller(Claims claims) throws Refused {
    if (!MEMBERS.containsAll(claims.members().keySet())) {
      throw new Refused(Why.CLAIM);
    }
    Instant made = claims.time("iat");
    if (made == null) {
      throw new Refused(Why.NO_EXPIRY);
    }
    Instant now = clock.instant();
    if (!now.isBefore(made.plus(lifetime))) {
      throw new Refused(Why.EXPIRED);
    }
    if (now.isBefore(made.minus(AHEAD))) {
      throw new Refused(Why.NOT_YET);
    }
    String subject = claims.name(SUBJECT);
    if (subject == null) {
      throw new Refused(Why.NO_SUBJECT);
    }
    Set<String> roles = claims.names(ROLES);
    return new Caller(
        subject,
        roles == null ? Set.of() : roles,
        claims.name(TENANT),
        claims.name(AGENT),
        claims.names(TOOLS),
        null);
  }

  private static byte[] decoded(String text) throws Refused {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new Refused(Why.MALFORMED);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
