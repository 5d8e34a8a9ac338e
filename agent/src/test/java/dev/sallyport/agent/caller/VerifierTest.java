package dev.sallyport.agent.caller;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.credential.Values;
import dev.sallyport.policy.decide.Caller;
import dev.sallyport.policy.model.CallLimits;
import dev.sallyport.policy.model.Callers;
import dev.sallyport.policy.model.CredentialSource;
import dev.sallyport.policy.model.SignatureAlgorithm;
import dev.sallyport.policy.model.Volumes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way by itself, and what of several that came at once counts. */
@Timeout(120)
final class VerifierTest {
  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private static final String STATIC = "sk-7f3e1c";

  @TempDir private static Path directory;

  private static X509Certificate certificate;
  private static Issuer issuer;

  @BeforeAll
  static void open() throws GeneralSecurityException, IOException, InterruptedException {
    issuer = new Issuer();
    certificate = certificate(directory);
  }

  /** Made with the JDK's own tool: valid in the first ten days of 2026. */
  private static X509Certificate certificate(Path directory)
      throws GeneralSecurityException, IOException, InterruptedException {
    Path store = directory.resolve("client.p12");
    Path file = directory.resolve("client.pem");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    run(
        keytool,
        "-genkeypair",
        "-alias",
        "a",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=ci,O=Acme",
        "-startdate",
        "2026/01/01 00:00:00",
        "-validity",
        "10",
        "-keystore",
        store.toString(),
        "-storepass",
        "changeit");
    run(
        keytool,
        "-exportcert",
        "-alias",
        "a",
        "-rfc",
        "-file",
        file.toString(),
        "-keystore",
        store.toString(),
        "-storepass",
        "changeit");
    try (InputStream in = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.txt").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private static Callers callers(
      Callers.Bearer bearer, String header, boolean keys, String certified) {
    Callers.Hmac hmac =
        header == null
            ? null
            : new Callers.Hmac(
                new CredentialSource.Environment("KEY"), header, Duration.ofMinutes(5));
    return new Callers(
        true,
        new Callers.Local("me", List.of("dev")),
        bearer,
        hmac,
        keys ? Map.of("ci", key("other"), "cd", key(STATIC)) : Map.of(),
        certified == null
            ? null
            : new Callers.Certificate(Map.of(new X500Principal(certified), List.of("builder"))),
        CallLimits.NONE,
        Volumes.NONE);
  }

  private static Callers.Key key(String text) {
    try {
      byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return new Callers.Key(HexFormat.of().formatHex(sha256), "by " + text, List.of("r"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static House house(Callers callers) {
    KeySource source = callers.bearer() == null ? null : issuer;
    House house = new House(callers, source, Map.of("KEY", KEY));
    House.until(() -> source == null || house.bearer("x").why() != Why.NO_KEYS);
    return house;
  }

  private static String code(String payload) throws GeneralSecurityException {
    return code(payload, KEY);
  }

  private static String code(String payload, String key) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
    String signed = "s1." + Issuer.base64(payload.getBytes(UTF_8));
    return signed + "." + Issuer.base64(mac.doFinal(signed.getBytes(UTF_8)));
  }

  private static String payload() {
    return "{\"sub\":\"ci\",\"iat\":" + House.NOW.getEpochSecond() + "}";
  }

  private static Verified coded(House house, String... tokens) {
    return house.verifier.caller(Presented.http(List.of(), List.of(tokens), List.of()));
  }

  private static Verified certified(House house, X509Certificate... chain) {
    return house.verifier.caller(Presented.http(List.of(), List.of(), List.of(chain)));
  }

  @Test
  void stdio_isTheLocalCaller() {
    try (House house = house(callers(null, null, true, null));
        House none =
            house(
                new Callers(
                    true, null, null, null, Map.of(), null, CallLimits.NONE, Volumes.NONE))) {
      assertThat(house.verifier.caller(Presented.STDIO))
          .isEqualTo(
              new Verified(new Caller("me", Set.of("dev"), null, null, null, null), Why.LOCAL));
      assertThat(none.verifier.caller(Presented.STDIO))
          .isEqualTo(Verified.unidentified(Why.NOTHING));
      assertThat(coded(house)).isEqualTo(Verified.unidentified(Why.NOTHING));
    }
  }

  @Test
  void staticKey_isKnownByItsDigest() {
    try (House house = house(callers(null, null, true, null));
        House none = house(callers(null, null, false, null))) {
      assertThat(house.bearer(STATIC).caller())
          .isEqualTo(new Caller("by " + STATIC, Set.of("r"), null, null, null, null));
      assertThat(house.bearer("other").why()).isEqualTo(Why.KEY);
      assertThat(house.bearer(STATIC + "x")).isEqualTo(Verified.refused(Why.UNKNOWN_KEY));
      assertThat(house.bearer("")).isEqualTo(Verified.refused(Why.UNKNOWN_KEY));
      // What uses the header is another matter there.
      assertThat(none.bearer(STATIC)).isEqualTo(Verified.unidentified(Why.NOTHING));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer sk-7f3e1c, KEY",
    "bearer  sk-7f3e1c, KEY",
    "Basic sk-7f3e1c, SCHEME",
    "sk-7f3e1c, SCHEME",
    "Bearersk-7f3e1c, SCHEME",
    "'', SCHEME"
  })
  void scheme_isBearer(String authorization, Why why) {
    try (House house = house(callers(null, null, true, null))) {
      assertThat(
              house
                  .verifier
                  .caller(Presented.http(List.of(authorization), List.of(), List.of()))
                  .why())
          .isEqualTo(why);
    }
  }

  @Test
  void code_isAccepted_withAllThatItSays() throws GeneralSecurityException {
    long now = House.NOW.getEpochSecond();
    String all =
        "{\"sub\":\"ci\",\"iat\":%d,\"roles\":[\"a\"],\"tenant\":\"t\",\"agent\":\"b\",\"tools\":\"x y\",\"nonce\":\"1\"}"
            .formatted(now);
    try (House house = house(callers(null, "X-Token", false, null))) {
      assertThat(house.verifier.header()).isEqualTo("X-Token");
      assertThat(house.verifier.problems()).isEmpty();
      assertThat(coded(house, code(all)))
          .isEqualTo(
              new Verified(
                  new Caller("ci", Set.of("a"), "t", "b", Set.of("x", "y"), null), Why.CODE));
      assertThat(coded(house, code(payload())).caller().permittedTools()).isNull();
    }
  }

  /** By the lines in {@code docs/callers.md}, at the time of the test's clock. */
  @Test
  void code_madeWithOpenssl_isAccepted() {
    String token =
        "s1.eyJzdWIiOiJjaSIsInJvbGVzIjpbImJ1aWxkZXIiXSwiaWF0IjoxNzY3MjY4ODAwfQ"
            + ".ak-bOEpjIPBvboQYEENGcCOS_FBQ8nWUJlvUW-TZCkE";
    try (House house = house(callers(null, "X-Token", false, null))) {
      assertThat(coded(house, token).caller())
          .isEqualTo(new Caller("ci", Set.of("builder"), null, null, null, null));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"sub\":\"ci\" | \"roles\":[]                    | NO_SUBJECT",
        "\"sub\":\"ci\" | \"sub\":7                       | CLAIM",
        "\"sub\":\"ci\" | \"sub\":\"ci\",\"sub\":\"root\" | MALFORMED",
        "\"sub\":\"ci\" | \"sub\":\"ci\",\"role\":\"a\"   | CLAIM",
        "\"sub\":\"ci\" | \"sub\":\"ci\",\"tools\":null   | CLAIM",
        "\"iat\":       | \"nonce\":                      | NO_EXPIRY",
        "}              | }}                              | MALFORMED",
        "{              | [                               | MALFORMED",
      })
  void codedPayload_isRefused(String text, String other, Why why) throws GeneralSecurityException {
    String payload = payload().replace(text, other);
    try (House house = house(callers(null, "X-Token", false, null))) {
      assertThat(coded(house, code(payload))).isEqualTo(Verified.refused(why));
      assertThat(coded(house, code(payload())).why()).isEqualTo(Why.CODE);
    }
  }

  @Test
  void code_lasts_asLongAsThePolicySays() throws GeneralSecurityException {
    String token = code(payload());
    Instant end = House.NOW.plusSeconds(300);
    try (House house = house(callers(null, "X-Token", false, null))) {
      house.now.set(end.minusNanos(1));
      assertThat(coded(house, token).why()).isEqualTo(Why.CODE);
      house.now.set(end);
      assertThat(coded(house, token)).isEqualTo(Verified.refused(Why.EXPIRED));
      house.now.set(House.NOW.minusSeconds(60));
      assertThat(coded(house, token).why()).isEqualTo(Why.CODE);
      house.now.set(House.NOW.minusSeconds(60).minusNanos(1));
      assertThat(coded(house, token)).isEqualTo(Verified.refused(Why.NOT_YET));
    }
  }

  @Test
  void mutatedCode_isNeverAccepted() throws GeneralSecurityException {
    String token = code(payload());
    try (House house = house(callers(null, "X-Token", false, null))) {
      assertThat(coded(house, token).why()).isEqualTo(Why.CODE);
      for (int i = 0; i < token.length(); i++) {
        for (char c : "AQgw_.=\u00e9".toCharArray()) {
          String mutated = token.substring(0, i) + c + token.substring(i + 1);
          if (!mutated.equals(token)) {
            assertThat(coded(house, mutated).caller()).isEqualTo(Caller.UNVERIFIED);
          }
        }
        assertThat(coded(house, token.substring(0, i)).caller()).isEqualTo(Caller.UNVERIFIED);
      }
      assertThat(coded(house, code(payload(), KEY + "x")))
          .isEqualTo(Verified.refused(Why.SIGNATURE));
      assertThat(coded(house, "s1." + "x".repeat(5000))).isEqualTo(Verified.refused(Why.TOO_LONG));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0123456789abcdef0123456789abcde"})
  void sharedKey_missingOrShort_acceptsNothing(String key) throws GeneralSecurityException {
    Map<String, String> environment = key.isEmpty() ? Map.of() : Map.of("KEY", key);
    try (House house = new House(callers(null, "X-Token", false, null), null, environment)) {
      assertThat(house.verifier.problems()).singleElement().asString().contains("callers.hmac.key");
      assertThat(coded(house, code(payload()))).isEqualTo(Verified.refused(Why.NO_SECRET));
    }
  }

  @Test
  void code_inTheAuthorizationHeader_isToldFromOtherTokens() throws GeneralSecurityException {
    try (House house = house(callers(House.bearer(), "authorization", true, null))) {
      assertThat(house.bearer(code(payload())).why()).isEqualTo(Why.CODE);
      assertThat(house.bearer(STATIC).why()).isEqualTo(Why.KEY);
      assertThat(house.bearer(issuer.token(SignatureAlgorithm.ES256, House.payload(""))).why())
          .isEqualTo(Why.BEARER);
      assertThat(house.bearer("s1.e30.x")).isEqualTo(Verified.refused(Why.SIGNATURE));
    }
  }

  @Test
  void certificate_hasTheRolesOfItsSubject_whileItIsValid() {
    try (House house = house(callers(null, null, false, "o = acme + cn=x"));
        House listed = house(callers(null, null, false, "CN=ci, O=Acme"))) {
      assertThat(certified(listed, certificate))
          .isEqualTo(
              new Verified(
                  new Caller("CN=ci,O=Acme", Set.of("builder"), null, null, null, null),
                  Why.CERTIFICATE));
      assertThat(certified(house, certificate))
          .isEqualTo(Verified.unidentified(Why.UNLISTED_CERTIFICATE));
      listed.now.set(Instant.parse("2026-01-20T00:00:00Z"));
      assertThat(certified(listed, certificate)).isEqualTo(Verified.refused(Why.EXPIRED));
      listed.now.set(Instant.parse("2025-12-20T00:00:00Z"));
      assertThat(certified(listed, certificate)).isEqualTo(Verified.refused(Why.NOT_YET));
    }
  }

  @Test
  void token_boundToACertificate_isGoodWithItOnly() throws GeneralSecurityException {
    String thumbprint =
        Issuer.base64(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    String token =
        issuer.token(
            SignatureAlgorithm.ES256,
            House.payload(",\"cnf\":{\"x5t#S256\":\"" + thumbprint + "\"}"));
    String other = token(House.payload(",\"cnf\":{\"x5t#S256\":\"x" + thumbprint + "\"}"));
    try (House house = house(callers(House.bearer(), null, false, null))) {
      assertThat(house.bearer(token, certificate).why()).isEqualTo(Why.BEARER);
      assertThat(house.bearer(token)).isEqualTo(Verified.refused(Why.BOUND));
      assertThat(house.bearer(other, certificate)).isEqualTo(Verified.refused(Why.BOUND));
    }
  }

  private static String token(String payload) throws GeneralSecurityException {
    return issuer.token(SignatureAlgorithm.ES256, payload);
  }

  @Test
  void ofSeveral_theTokenSaysWho_andNoneMayFail() throws GeneralSecurityException {
    String token = "Bearer " + token(House.payload(""));
    String code = code(payload());
    List<X509Certificate> chain = List.of(certificate);
    try (House house = house(callers(House.bearer(), "X-Token", false, "CN=ci,O=Acme"))) {
      Verifier verifier = house.verifier;
      assertThat(verifier.caller(Presented.http(List.of(token), List.of(), chain)).why())
          .isEqualTo(Why.BEARER);
      assertThat(verifier.caller(Presented.http(List.of(), List.of(code), chain)).why())
          .isEqualTo(Why.CODE);
      assertThat(verifier.caller(Presented.http(List.of("Bearer x"), List.of(), chain)))
          .isEqualTo(Verified.refused(Why.MALFORMED));
      assertThat(verifier.caller(Presented.http(List.of(token), List.of(code), chain)))
          .isEqualTo(Verified.refused(Why.SEVERAL));
      assertThat(verifier.caller(Presented.http(List.of(token, token), List.of(), List.of())))
          .isEqualTo(Verified.refused(Why.SEVERAL));
      house.now.set(Instant.parse("2026-01-20T00:00:00Z"));
      assertThat(verifier.caller(Presented.http(List.of(token), List.of(), chain)))
          .isEqualTo(Verified.refused(Why.EXPIRED));
    }
  }

  @Test
  void failure_isARefusal() {
    Verifier verifier =
        Verifier.of(
            callers(null, null, false, "CN=ci,O=Acme"),
            null,
            new Values(Map.of(), new Properties()),
            () -> {
              throw new IllegalStateException("no time");
            },
            Thread::new);

    assertThat(verifier.caller(Presented.http(List.of(), List.of(), List.of(certificate))))
        .isEqualTo(Verified.refused(Why.FAILED));
  }
}
