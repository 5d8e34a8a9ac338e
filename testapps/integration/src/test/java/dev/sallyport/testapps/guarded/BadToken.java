package dev.sallyport.testapps.guarded;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.testapps.TokenDraft;
import dev.sallyport.testapps.TokenKey;
import dev.sallyport.testapps.TokenKey.Algorithm;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A token that is not good.
 *
 * @param why as a record says it
 * @param authorization the value of the header
 */
record BadToken(String why, String authorization) {
  private static final int HOUR_SECONDS = 3600;

  /**
   * One of each kind.
   *
   * @param key whose public half the server knows
   */
  static List<BadToken> all(TokenKey key) {
    long now = Instant.now().getEpochSecond();
    TokenKey stranger = TokenKey.generate("stranger", Algorithm.RS256);
    TokenKey pretender = TokenKey.generate(key.id(), Algorithm.RS256);
    String good = good().signedBy(key);
    return List.of(
        bearer("expired", good().claim("exp", now - HOUR_SECONDS).signedBy(key)),
        bearer("token does not expire", good().without("exp").signedBy(key)),
        bearer("not valid yet", good().claim("nbf", now + HOUR_SECONDS).signedBy(key)),
        bearer("wrong issuer", good().claim("iss", TokenDraft.AUDIENCE).signedBy(key)),
        bearer("wrong audience", good().claim("aud", TokenDraft.ISSUER).signedBy(key)),
        bearer("token names no subject", good().without("sub").signedBy(key)),
        bearer("claim of another type than expected", good().claim("sub", 7).signedBy(key)),
        bearer("algorithm not allowed", good().header("alg", "none").coded(text -> text)),
        bearer("token malformed", good().header("alg", "none").coded(text -> new byte[0])),
        bearer("algorithm not allowed", codedWithPublic(key)),
        bearer("unknown key", good().signedBy(stranger)),
        bearer("bad signature", good().signedBy(pretender)),
        bearer("bad signature", tampered(good)),
        bearer(
            "token has a critical header that is not understood",
            good().header("crit", List.of("b64")).signedBy(key)),
        bearer("token of another type", good().header("typ", "logout+jwt").signedBy(key)),
        bearer(
            "token bound to a key that was not shown",
            good()
                .claim("cnf", Map.of("jkt", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"))
                .signedBy(key)),
        bearer("token malformed", "no-token"),
        new BadToken("authorization scheme not accepted", "Basic YW5uOnNlY3JldA=="));
  }

  private static TokenDraft good() {
    return TokenDraft.of("ann").claim("realm", Map.of("roles", List.of("writer")));
  }

  private static BadToken bearer(String why, String token) {
    return new BadToken(why, "Bearer " + token);
  }

  /** As by a verifier that takes the issuer's public key for a shared one. */
  private static String codedWithPublic(TokenKey key) {
    SecretKeySpec known = new SecretKeySpec(key.pair().getPublic().getEncoded(), "HmacSHA256");
    return good()
        .header("alg", "HS256")
        .header("kid", key.id())
        .coded(
            text -> {
              try {
                Mac mac = Mac.getInstance(known.getAlgorithm());
                mac.init(known);
                return mac.doFinal(text);
              } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  /** Of somebody else, with the signature as it was. */
  private static String tampered(String token) {
    String[] parts = token.split("\\.", -1);
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
    byte[] others = claims.replace("\"ann\"", "\"root\"").getBytes(UTF_8);
    return String.join(
        ".", parts[0], Base64.getUrlEncoder().withoutPadding().encodeToString(others), parts[2]);
  }

  /** What no record may have, nor the server's log. */
  List<String> secrets() {
    String token = authorization.substring(authorization.indexOf(' ') + 1);
    return Stream.of(token.split("\\.", -1)).filter(part -> !part.isEmpty()).toList();
  }
}
