package dev.sallyport.agent.caller;

import static dev.sallyport.agent.caller.House.payload;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.sallyport.policy.decide.Caller;
import dev.sallyport.policy.model.SignatureAlgorithm;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class SignedTokensTest {
  private static final String CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ ~\u00e9\n";

  private static Issuer issuer;
  private static House house;

  @BeforeAll
  static void open() throws GeneralSecurityException {
    issuer = new Issuer();
    house = House.of(House.bearer(), issuer);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  private static Verified of(String header, String payload) throws GeneralSecurityException {
    return house.bearer(issuer.token(SignatureAlgorithm.RS256, header, payload));
  }

  private static String header(String more) {
    return "{\"alg\":\"RS256\",\"kid\":\"rsa\"" + more + "}";
  }

  private static Verified claiming(String payload) throws GeneralSecurityException {
    return of(header(""), payload);
  }

  @ParameterizedTest
  @EnumSource
  void algorithm_isAccepted_whereThePolicyHasIt(SignatureAlgorithm algorithm)
      throws GeneralSecurityException {
    String token = issuer.token(algorithm, payload(""));
    SignatureAlgorithm other =
        algorithm == SignatureAlgorithm.RS256 ? SignatureAlgorithm.ES256 : SignatureAlgorithm.RS256;

    assertThat(house.bearer(token))
        .isEqualTo(
            new Verified(new Caller("ann", Set.of(), null, null, null, Set.of()), Why.BEARER));
    try (House one = House.of(House.bearer(algorithm), issuer);
        House another = House.of(House.bearer(other), issuer)) {
      assertThat(one.bearer(token).why()).isEqualTo(Why.BEARER);
      assertThat(another.bearer(token)).isEqualTo(Verified.refused(Why.ALGORITHM));
    }
  }

  @ParameterizedTest
  @CsvSource({"RS256, rsa", "PS256, rsa", "PS512, rsa", "ES256, ec256", "ES512, ec521"})
  void token_ofAnotherLibrary_isAccepted(String algorithm, String key) throws JOSEException {
    PrivateKey secret = issuer.pair(key).getPrivate();
    JWSSigner signer =
        secret instanceof ECPrivateKey curve ? new ECDSASigner(curve) : new RSASSASigner(secret);
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.parse(algorithm))
                .keyID(key)
                .type(JOSEObjectType.JWT)
                .build(),
            new JWTClaimsSet.Builder()
                .issuer("https://idp.example.com/")
                .audience("https://mcp.example.com/")
                .subject("ben")
                .notBeforeTime(Date.from(House.NOW))
                .expirationTime(Date.from(House.NOW.plusSeconds(5)))
                .build());
    token.sign(signer);

    assertThat(house.bearer(token.serialize()).caller().subject()).isEqualTo("ben");
  }

  /** Each beside the payload that all of them are made from, which is accepted. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "idp.example.com                    | idp.example.org                 | ISSUER",
        "\"iss\"                            | \"isS\"                         | ISSUER",
        "mcp.example.com                    | mcp.example.org                 | AUDIENCE",
        "\"aud\":\"https://mcp.example.com/\" | \"aud\":[\"a\"]               | AUDIENCE",
        "\"aud\":\"https://mcp.example.com/\" | \"aud\":{}                    | AUDIENCE",
        "\"sub\":\"ann\"                    | \"sub\":\"\"                    | CLAIM",
        "\"sub\":\"ann\"                    | \"sub\":7                       | CLAIM",
        "\"sub\":\"ann\"                    | \"sub\":null                    | CLAIM",
        "\"sub\":\"ann\"                    | \"suB\":\"ann\"                 | NO_SUBJECT",
        "\"sub\":\"ann\"                    | \"sub\":\"ann\",\"sub\":\"ben\" | MALFORMED",
        "\"sub\":\"ann\"                    | \"sub\":\"ann\",\"a\":{\"b\":1,\"b\":2} | MALFORMED",
        "\"sub\":\"ann\"                    | \"sub\":\"ann\",\"roles\":7     | CLAIM",
        "\"sub\":\"ann\"                    | \"sub\":\"ann\",\"roles\":[7]   | CLAIM",
        "\"sub\":\"ann\"                    | \"sub\":\"ann\",\"permitted_tools\":null | CLAIM",
        "\"sub\":\"ann\"                    | \"sub\":\"ann\",\"scope\":true  | CLAIM",
        "\"exp\":                           | \"exP\":                        | NO_EXPIRY",
        "\"exp\":                           | \"nbf\":\"now\",\"exp\":        | CLAIM",
        "\"exp\":                           | \"nbf\":-1,\"exp\":             | CLAIM",
        "\"exp\":                           | \"nbf\":1e999999999,\"exp\":    | CLAIM",
        "\"exp\":                           | \"cnf\":{\"jkt\":\"a\"},\"exp\": | BOUND",
        "\"exp\":                           | \"cnf\":null,\"exp\":           | BOUND",
        "{\"iss\"                           | [\"iss\"                        | MALFORMED",
        "\"exp\":                           | \"exp\":1,                      | MALFORMED",
      })
  void payload_isRefused(String text, String other, Why why) throws GeneralSecurityException {
    String good = payload("");
    assertThat(good).contains(text);

    assertThat(claiming(good.replace(text, other))).isEqualTo(Verified.refused(why));
    assertThat(claiming(good).why()).isEqualTo(Why.BEARER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        ",\"typ\":\"JWT\"                  | BEARER",
        ",\"typ\":\"jwt\"                  | BEARER",
        ",\"typ\":\"application/at+jwt\"   | BEARER",
        ",\"typ\":\"dpop+jwt\"             | TYPE",
        ",\"typ\":\"logout+jwt\"           | TYPE",
        ",\"typ\":null                     | TYPE",
        ",\"crit\":[\"exp\"]               | CRITICAL",
        ",\"crit\":[],\"b64\":false        | CRITICAL",
        ",\"alg\":\"RS256\"                | MALFORMED",
        ",\"jku\":\"http://127.0.0.1:9/\"  | BEARER",
        ",\"x5u\":\"http://127.0.0.1:9/\"  | BEARER",
        ",\"jwk\":7,\"x5c\":[7]            | BEARER",
      })
  void header_countsAsFarAsItSaysHowItIsSigned(String more, Why why)
      throws GeneralSecurityException {
    assertThat(of(header(more), payload("")).why()).isEqualTo(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../../../dev/null",
        "' OR '1'='1",
        "",
        "RSA",
        "rsa\\u0000",
        "/etc/passwd",
        "ec256"
      })
  void key_isNamedAsItIs(String id) throws GeneralSecurityException {
    String header = "{\"alg\":\"RS256\",\"kid\":\"" + id + "\"}";

    assertThat(of(header, payload(""))).isEqualTo(Verified.refused(Why.UNKNOWN_KEY));
    assertThat(of(header(""), payload("")).why()).isEqualTo(Why.BEARER);
  }

  @Test
  void key_isNotNamed_isFound() throws GeneralSecurityException {
    assertThat(of("{\"alg\":\"RS256\"}", payload("")).why()).isEqualTo(Why.BEARER);
    assertThat(of("{\"alg\":\"RS256\",\"kid\":7}", payload("")).why()).isEqualTo(Why.MALFORMED);
  }

  @Test
  void keyThatCameWithTheToken_isNotBelieved() throws GeneralSecurityException {
    Issuer stranger = new Issuer();
    String header = header(",\"jwk\":" + stranger.key("rsa", "rsa"));
    String unnamed = "{\"alg\":\"RS256\",\"jwk\":" + stranger.key("rsa", "rsa") + "}";

    assertThat(house.bearer(stranger.token(SignatureAlgorithm.RS256, header, payload(""))))
        .isEqualTo(Verified.refused(Why.SIGNATURE));
    assertThat(house.bearer(stranger.token(SignatureAlgorithm.RS256, unnamed, payload(""))))
        .isEqualTo(Verified.refused(Why.SIGNATURE));
    assertThat(of(header, payload("")).why()).isEqualTo(Why.BEARER);
  }

  @Test
  void publicKey_isNoSharedOne() throws GeneralSecurityException {
    byte[] known = issuer.pair("rsa").getPublic().getEncoded();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(known, "HmacSHA256"));
    for (String algorithm : new String[] {"HS256", "RS256"}) {
      String header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"rsa\"}";
      String signed =
          Issuer.base64(header.getBytes(UTF_8)) + "." + Issuer.base64(payload("").getBytes(UTF_8));
      String token = signed + "." + Issuer.base64(mac.doFinal(signed.getBytes(UTF_8)));

      assertThat(house.bearer(token))
          .isEqualTo(Verified.refused(algorithm.equals("HS256") ? Why.ALGORITHM : Why.SIGNATURE));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "HS256", "rs256", "RS1", ""})
  void algorithm_thatProvesNothing_isRefused(String algorithm) throws GeneralSecurityException {
    String header = header("").replace("RS256", algorithm);
    String token = issuer.token(SignatureAlgorithm.RS256, header, payload(""));

    assertThat(house.bearer(token)).isEqualTo(Verified.refused(Why.ALGORITHM));
    assertThat(house.bearer(token.substring(0, token.lastIndexOf('.') + 1)).caller())
        .isEqualTo(Caller.UNVERIFIED);
  }

  @Test
  void curve_isThatOfTheAlgorithm() throws GeneralSecurityException {
    String header = "{\"alg\":\"ES256\",\"kid\":\"ec384\"}";

    assertThat(house.bearer(issuer.token(SignatureAlgorithm.ES384, header, payload(""))))
        .isEqualTo(Verified.refused(Why.UNKNOWN_KEY));
  }

  /** CVE-2022-21449: of two zeros. */
  @Test
  void signature_ofZeros_isBad() throws GeneralSecurityException {
    String token = issuer.token(SignatureAlgorithm.ES256, payload(""));
    String forged = token.substring(0, token.lastIndexOf('.') + 1) + Issuer.base64(new byte[64]);

    assertThat(house.bearer(forged)).isEqualTo(Verified.refused(Why.SIGNATURE));
    assertThat(house.bearer(token).why()).isEqualTo(Why.BEARER);
  }

  @Test
  void time_isHeldWithTheSkew() throws GeneralSecurityException {
    long now = House.NOW.getEpochSecond();
    String token =
        issuer.token(
            SignatureAlgorithm.ES256,
            payload("").replace("\"exp\":", "\"nbf\":" + now + ",\"exp\":"));
    long exp = now + 300;
    try (House at = House.of(House.bearer(), issuer)) {
      at.now.set(House.NOW.minusSeconds(60));
      assertThat(at.bearer(token).why()).isEqualTo(Why.BEARER);
      at.now.set(House.NOW.plusSeconds(exp - now + 60).minusNanos(1));
      assertThat(at.bearer(token).why()).isEqualTo(Why.BEARER);
      at.now.set(House.NOW.plusSeconds(exp - now + 60));
      assertThat(at.bearer(token)).isEqualTo(Verified.refused(Why.EXPIRED));
    }
    try (House at = House.of(House.bearer(), issuer)) {
      at.now.set(House.NOW.minusSeconds(60).minusNanos(1));
      assertThat(at.bearer(token)).isEqualTo(Verified.refused(Why.NOT_YET));
    }
  }

  @Test
  void token_isNotRemembered_afterItsKey() throws GeneralSecurityException {
    Issuer rotating = new Issuer();
    try (House one = House.of(House.bearer(), rotating)) {
      String token = rotating.token(SignatureAlgorithm.ES256, payload(""));
      assertThat(one.bearer(token).why()).isEqualTo(Why.BEARER);

      rotating.publish("{\"keys\":[" + rotating.key("rsa", "rsa") + "]}");

      House.until(() -> one.bearer(token).why() == Why.UNKNOWN_KEY);
    }
  }

  @Test
  void caller_isWhatTheClaimsSay() throws GeneralSecurityException {
    String payload =
        payload(
            ",\"realm_access\":{\"roles\":[\"r1\",\"r2\"]},\"a/b\":{\"m~n\":[\"t0\",\"t1\"]},"
                + "\"act\":{\"sub\":\"bot\"},\"permitted_tools\":[\"get_x\"],\"scope\":\"a b\"");
    try (House one =
        House.of(House.bearer("/act/sub", "/realm_access/roles", "/a~1b/m~0n/1", "/sub"), issuer)) {
      assertThat(one.bearer(issuer.token(SignatureAlgorithm.RS256, payload)).caller())
          .isEqualTo(
              new Caller(
                  "bot", Set.of("r1", "r2"), "t1", "ann", Set.of("get_x"), Set.of("a", "b")));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        ",\"scope\":\"a  b \"               | a,b",
        ",\"scp\":[\"a\",\"b\"]             | a,b",
        ",\"scp\":\"a b\"                   | a,b",
        ",\"scp\":[\"a\"],\"scope\":\"a b\" | a",
        ",\"scope\":\"\"                    | ``",
        ",\"roles\":[]                      | ``",
      })
  void scopes_areThoseOfBothForms(String more, String scopes) throws GeneralSecurityException {
    Set<String> expected = scopes.isEmpty() ? Set.of() : Set.of(scopes.split(",", -1));

    assertThat(claiming(payload(more)).caller().scopes()).isEqualTo(expected);
  }

  @Test
  void roles_inOneText_areSeveral() throws GeneralSecurityException {
    Caller caller = claiming(payload(",\"roles\":\"a b\",\"permitted_tools\":[]")).caller();

    assertThat(caller.roles()).containsExactlyInAnyOrder("a", "b");
    assertThat(caller.permittedTools()).isEmpty();
    assertThat(claiming(payload("")).caller().permittedTools()).isNull();
  }

  @Test
  void token_isBounded() throws GeneralSecurityException {
    String longest = payload(",\"x\":\"" + "x".repeat(11_000) + "\"");
    String longer = payload(",\"x\":\"" + "x".repeat(13_000) + "\"");
    String deep = payload(",\"x\":" + "[".repeat(14) + "]".repeat(14));
    String deeper = payload(",\"x\":" + "[".repeat(5000) + "]".repeat(5000));

    assertThat(claiming(longest).why()).isEqualTo(Why.BEARER);
    assertThat(claiming(longer)).isEqualTo(Verified.refused(Why.TOO_LONG));
    assertThat(claiming(deep).why()).isEqualTo(Why.BEARER);
    assertThat(claiming(deeper)).isEqualTo(Verified.refused(Why.MALFORMED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "a.b", "a.b.c", "a.b.c.d", "....", "e30.e30.e30", "\u00e9.b.c"})
  void text_thatIsNoToken_isMalformed(String text) {
    assertThat(house.bearer(text)).isEqualTo(Verified.refused(Why.MALFORMED));
  }

  /** Also right after the token itself was found good, and is remembered. */
  @ParameterizedTest
  @EnumSource(names = {"RS256", "PS256", "ES256", "ES512", "EDDSA"})
  void mutatedToken_isNeverAccepted(SignatureAlgorithm algorithm) throws GeneralSecurityException {
    String token = issuer.token(algorithm, payload(",\"roles\":[\"a\"]"));
    Random random = new Random(7);
    assertThat(house.bearer(token).why()).isEqualTo(Why.BEARER);
    for (int i = 0; i < 2000; i++) {
      String mutated = mutated(token, random);
      if (!mutated.strip().equals(token)) {
        assertThat(house.bearer(mutated).caller()).as(mutated).isEqualTo(Caller.UNVERIFIED);
      }
    }
    String last = token.substring(0, token.length() - 1);
    for (int i = 0; i < CHARACTERS.length(); i++) {
      String mutated = last + CHARACTERS.charAt(i);
      if (!mutated.strip().equals(token)) {
        assertThat(house.bearer(mutated).caller()).as(mutated).isEqualTo(Caller.UNVERIFIED);
      }
    }
    assertThat(house.bearer(token).why()).isEqualTo(Why.BEARER);
  }

  private static String mutated(String token, Random random) {
    int at = random.nextInt(token.length());
    int other = random.nextInt(token.length());
    char c = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
    return switch (random.nextInt(5)) {
      case 0 -> token.substring(0, at) + c + token.substring(at + 1);
      case 1 -> token.substring(0, at) + c + token.substring(at);
      case 2 -> token.substring(0, at) + token.substring(at + 1);
      case 3 -> token.substring(0, at);
      default -> token.substring(0, Math.min(at, other)) + token.substring(Math.max(at, other));
    };
  }

  @Test
  void token_isInNoText() throws GeneralSecurityException {
    String token = issuer.token(SignatureAlgorithm.RS256, payload("").replace("ann", "\u0001"));
    Presented presented = Presented.http(List.of("Bearer " + token), List.of(token), List.of());

    assertThat(presented.toString()).isEqualTo("(presented)");
    assertThat(house.bearer(token + "x").toString()).doesNotContain(token.substring(0, 20));
  }

  @Test
  void keys_tooOld_areNotUsed() throws GeneralSecurityException {
    Issuer once = new Issuer();
    String token =
        once.token(SignatureAlgorithm.RS256, payload("").replace("\"exp\":", "\"exp\":9"));
    try (House one = House.of(House.bearer(), once)) {
      once.publish("gone");
      House.until(() -> !one.troubles().isEmpty());
      one.now.set(House.NOW.plus(KeptKeys.OLDEST));
      assertThat(one.bearer(token).why()).isEqualTo(Why.BEARER);

      one.now.set(House.NOW.plus(KeptKeys.OLDEST).plus(Duration.ofMillis(1)));

      assertThat(one.bearer(token)).isEqualTo(Verified.refused(Why.OLD_KEYS));
    }
  }
}
