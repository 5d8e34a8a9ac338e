package dev.sallyport.agent.caller;

import com.fasterxml.jackson.core.JsonPointer;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.util.Base64URL;
import dev.sallyport.agent.credential.Octets;
import dev.sallyport.policy.decide.Caller;
import dev.sallyport.policy.model.Callers;
import dev.sallyport.policy.model.SignatureAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Signed JWTs (RFC 7519), held to RFC 8725 and RFC 9068. What a token says is read once its
 * signature is known to be good, and of its header only what says how it is signed: keys that come
 * with a token, or that it points to, are not looked at.
 */
final class SignedTokens {
  private static final JsonPointer SCOPE = JsonPointer.compile("/scope");
  private static final JsonPointer SCP = JsonPointer.compile("/scp");

  private final Callers.Bearer policy;
  private final KeptKeys keys;
  private final InstantSource clock;
  private final Providers providers;
  private final Json json;
  private final RecentTokens recent = new RecentTokens();
  private final Set<String> algorithms = new HashSet<>();
  private final JsonPointer subject;
  private final JsonPointer roles;
  private final @Nullable JsonPointer tenant;
  private final @Nullable JsonPointer agent;
  private final JsonPointer tools;

  SignedTokens(
      Callers.Bearer policy, KeptKeys keys, InstantSource clock, Providers providers, Json json) {
    this.policy = policy;
    this.keys = keys;
    this.clock = clock;
    this.providers = providers;
    this.json = json;
    for (SignatureAlgorithm algorithm : policy.algorithms()) {
      algorithms.add(algorithm.key());
    }
    this.subject = JsonPointer.compile(policy.subject());
    this.roles = JsonPointer.compile(policy.roles());
    this.tenant = policy.tenant() == null ? null : JsonPointer.compile(policy.tenant());
    this.agent = policy.agent() == null ? null : JsonPointer.compile(policy.agent());
    this.tools = JsonPointer.compile(policy.tools());
  }

  /**
   * Whose token it is.
   *
   * @param certificate that the client showed, null where it showed none
   */
  Caller caller(String token, @Nullable X509Certificate certificate)
      throws Refused, GeneralSecurityException {
    Instant now = clock.instant();
    IssuerKeys current = keys.now(now);
    Octets digest = Octets.of(providers.sha256(token.getBytes(StandardCharsets.UTF_8)));
    Caller known = recent.caller(digest, now, current);
    if (known != null) {
      return known;
    }
    Claims claims = new Claims(json.object(payload(token, current)));
    if (!policy.issuer().equals(claims.members().get("iss"))) {
      throw new Refused(Why.ISSUER);
    }
    if (!claims.names("aud", policy.audience())) {
      throw new Refused(Why.AUDIENCE);
    }
    Instant until = claims.lasting(now, policy.skew());
    Caller caller = caller(claims);
    if (claims.members().containsKey("cnf")) {
      Confirmation.hold(claims.members().get("cnf"), certificate, providers);
    } else {
      recent.add(digest, caller, until, current);
    }
    return caller;
  }

  /** What was signed, if it was signed by a key of the issuer. */
  private byte[] payload(String token, IssuerKeys current) throws Refused {
    int first = token.indexOf('.');
    int second = token.indexOf('.', first + 1);
    if (first <= 0 || second <= first + 1 || !isBase64Url(token, first, second)) {
      throw new Refused(Why.MALFORMED);
    }
    JWSHeader header = header(new Base64URL(token.substring(0, first)));
    Base64URL code = new Base64URL(token.substring(second + 1));
    // The last character has bits that decode to nothing, so there are several for one code.
    if (!Base64URL.encode(code.decode()).equals(code)) {
      throw new Refused(Why.MALFORMED);
    }
    byte[] signed = token.substring(0, second).getBytes(StandardCharsets.US_ASCII);
    verify(header, signed, code, current);
    return new Base64URL(token.substring(first + 1, second)).decode();
  }

  private void verify(JWSHeader header, byte[] signed, Base64URL code, IssuerKeys current)
      throws Refused {
    List<JWSVerifier> fitting = current.of(header.getKeyID(), header.getAlgorithm());
    for (JWSVerifier key : fitting) {
      try {
        if (key.verify(header, signed, code)) {
          return;
        }
      } catch (JOSEException e) {
        throw new Refused(Why.SIGNATURE);
      }
    }
    if (fitting.isEmpty() || header.getKeyID() == null) {
      keys.want();
    }
    throw new Refused(fitting.isEmpty() ? Why.UNKNOWN_KEY : Why.SIGNATURE);
  }

  private JWSHeader header(Base64URL text) throws Refused {
    Map<String, @Nullable Object> members = json.object(text.decode());
    if (!(members.get("alg") instanceof String algorithm)) {
      throw new Refused(Why.MALFORMED);
    }
    if (!algorithms.contains(algorithm)) {
      throw new Refused(Why.ALGORITHM);
    }
    if (members.containsKey("crit")) {
      throw new Refused(Why.CRITICAL);
    }
    if (members.containsKey("typ") && !isType(members.get("typ"))) {
      throw new Refused(Why.TYPE);
    }
    Object id = members.get("kid");
    if (id != null && !(id instanceof String)) {
      throw new Refused(Why.MALFORMED);
    }
    return new JWSHeader.Builder(JWSAlgorithm.parse(algorithm)).keyID((String) id).build();
  }

  private static boolean isType(@Nullable Object type) {
    String lower = type instanceof String text ? text.toLowerCase(Locale.ROOT) : "";
    return lower.equals("jwt") || lower.equals("at+jwt") || lower.equals("application/at+jwt");
  }

  private static boolean isBase64Url(String token, int first, int second) {
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      boolean fits =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_'
              || i == first
              || i == second;
      if (!fits) {
        return false;
      }
    }
    return second < token.length() - 1;
  }

  private Caller caller(Claims claims) throws Refused {
    String name = claims.name(subject);
    if (name == null) {
      throw new Refused(Why.NO_SUBJECT);
    }
    Set<String> its = claims.names(roles);
    return new Caller(
        name,
        its == null ? Set.of() : its,
        tenant == null ? null : claims.name(tenant),
        agent == null ? null : claims.name(agent),
        claims.names(tools),
        scopes(claims));
  }

  /** Where a token says it in both ways, what both say. */
  private static Set<String> scopes(Claims claims) throws Refused {
    Set<String> scope = claims.names(SCOPE);
    Set<String> scp = claims.names(SCP);
    if (scope != null && scp != null) {
      scope.retainAll(scp);
    }
    return scope != null ? scope : scp != null ? scp : Set.of();
  }
}
