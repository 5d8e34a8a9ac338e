package dev.sallyport.testapps.guarded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.ServerProcess;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens of a shared key, in a header of their own. */
class HmacTokensIT {
  private static final String KEY = "2f1b6c0e9d3a48570b7e6f5d4c3b2a19";
  private static final String OTHER_KEY = "00000000000000000000000000000000";
  private static final String HEADER = "X-Caller";
  private static final long HOUR_SECONDS = 3600;

  @TempDir Path temporary;

  /**
   * A token.
   *
   * @param more members after the usual, each with a comma before it
   */
  private record Token(String why, long age, String more, String key) {
    String text() {
      String payload =
          "{\"sub\":\"ci\",\"iat\":%d%s}".formatted(Instant.now().getEpochSecond() - age, more);
      String signed = "s1." + base64(payload.getBytes(UTF_8));
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(UTF_8), mac.getAlgorithm()));
        return signed + "." + base64(mac.doFinal(signed.getBytes(UTF_8)));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    private static String base64(byte[] bytes) {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
  }

  private static final Token GOOD =
      new Token("hmac token", 0, ",\"tenant\":\"acme\",\"agent\":\"runner\"", KEY);

  private static final List<Token> BAD =
      List.of(
          new Token("expired", HOUR_SECONDS, "", KEY),
          new Token("not valid yet", -HOUR_SECONDS, "", KEY),
          new Token("bad signature", 0, "", OTHER_KEY),
          new Token("claim of another type than expected", 0, ",\"only\":\"nothing\"", KEY));

  static Stream<Jdk> jdks() {
    return Jdks.all().stream();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void token_isGood_orRefused(Jdk jdk) throws Exception {
    try (ServerProcess server = start(jdk, "enforce")) {
      Poster poster = Poster.to(server);
      assertThat(call(poster, GOOD)).doesNotContain("Refused by policy");
      assertThat(call(poster, new Token("", 0, ",\"tools\":[\"read_file\"]", KEY)))
          .contains("Refused by policy");
      assertThat(BAD).allMatch(bad -> call(poster, bad).contains("Refused by policy"));
    }
    assertThat(callers("allowed")).containsExactly("ci acme runner hmac token");
    assertThat(callers("blocked"))
        .containsExactlyElementsOf(
            Stream.concat(Stream.of("ci   hmac token"), named(BAD)).toList());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void badToken_underAudit_isObserved(Jdk jdk) throws Exception {
    try (ServerProcess server = start(jdk, "audit")) {
      Poster poster = Poster.to(server);
      assertThat(BAD).noneMatch(bad -> call(poster, bad).contains("Refused by policy"));
    }
    assertThat(callers("observed")).containsExactlyElementsOf(named(BAD).toList());
  }

  private static Stream<String> named(List<Token> tokens) {
    return tokens.stream().map(token -> "   " + token.why());
  }

  private static String call(Poster poster, Token token) {
    return poster.post(RawRequest.call("list_directory", "path", "."), HEADER, token.text()).body();
  }

  private ServerProcess start(Jdk jdk, String mode) throws Exception {
    Path directory = temporary.toRealPath();
    return Guarded.launch(
            App.filesServer(),
            jdk,
            """
            sallyport: 1
            mode: %s
            callers: { hmac: { key: { env: CALLERS_KEY }, header: %s, lifetime: 5m } }
            tools: { list_directory: { files: { read: ["%s/**"] } } }
            """
                .formatted(mode, HEADER, directory),
            directory.resolve("audit.jsonl"))
        .environment("CALLERS_KEY", KEY)
        .args("--kind", "stateless", directory.toString())
        .http()
        .start();
  }

  /** Subject, tenant, agent, and how they are known, of each call that this was done about. */
  private List<String> callers(String action) throws Exception {
    AuditLog audit = new AuditLog(temporary.toRealPath().resolve("audit.jsonl"));
    assertThat(audit.text()).doesNotContain(KEY);
    return audit.lines().stream()
        .filter(line -> line.operation().startsWith("tool call") && line.action().equals(action))
        .map(line -> line.json().path("caller"))
        .map(
            caller ->
                Stream.of("subject", "tenant", "agent", "by")
                    .map(name -> caller.path(name).asText())
                    .collect(Collectors.joining(" ")))
        .toList();
  }
}
