package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.KeyPublisher;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.TlsIdentity;
import dev.sallyport.testapps.TokenDraft;
import dev.sallyport.testapps.TokenKey;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Callers who show a certificate when they connect, and tokens that are bound to one. */
class CertificatesIT {
  private static final TlsIdentity SERVER = TlsIdentity.of("CN=localhost");
  private static final TlsIdentity ANN = TlsIdentity.of("CN=ann,O=Acme");
  private static final TlsIdentity BOB = TlsIdentity.of("CN=bob,O=Acme");

  /** Whom the server's TLS trusts, and the policy does not list. */
  private static final TlsIdentity VISITOR = TlsIdentity.of("CN=visitor,O=Acme");

  private static final TokenKey KEY = TokenKey.generate("only", TokenKey.Algorithm.ES256);
  private static final String BOUND = "token bound to a key that was not shown";

  @TempDir Path temporary;
  private Path directory;
  private Path store;

  @BeforeEach
  void prepare() throws Exception {
    directory = temporary.toRealPath();
    store = SERVER.store(directory.resolve("server.p12"), ANN, BOB, VISITOR);
    Files.write(directory.resolve("keys.json"), KeyPublisher.keySet(KEY));
  }

  static Stream<Jdk> jdks() {
    return Jdks.all().stream();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void certificate_saysWhoCalls(Jdk jdk) {
    try (ServerProcess server = start(jdk, "enforce", "")) {
      assertThat(isServed(server, ANN.trusting(SERVER))).isTrue();
      assertThat(isServed(server, BOB.trusting(SERVER))).isFalse();
      assertThat(isServed(server, VISITOR.trusting(SERVER))).isFalse();
      assertThat(isServed(server, SERVER.trusted())).isFalse();
    }
    assertThat(callers("allowed")).containsExactly("CN=ann,O=Acme: certificate");
    assertThat(callers("blocked"))
        .containsExactly(
            "CN=bob,O=Acme: certificate",
            ": certificate's subject not listed",
            ": nothing presented");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void otherCertificates_underAudit_areObserved(Jdk jdk) {
    try (ServerProcess server = start(jdk, "audit", "")) {
      assertThat(isServed(server, BOB.trusting(SERVER))).isTrue();
      assertThat(isServed(server, VISITOR.trusting(SERVER))).isTrue();
      assertThat(isServed(server, SERVER.trusted())).isTrue();
    }
    assertThat(callers("observed"))
        .containsExactly(
            "CN=bob,O=Acme: certificate",
            ": certificate's subject not listed",
            ": nothing presented");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void tokenOfACertificate_isOfItsOwnerAlone(Jdk jdk) {
    String bound = boundTo(ANN);
    try (ServerProcess server = start(jdk, "enforce", bearer())) {
      Poster.until(() -> isServed(server, ANN.trusting(SERVER), bound));
      assertThat(isServed(server, BOB.trusting(SERVER), bound)).isFalse();
      assertThat(isServed(server, SERVER.trusted(), bound)).isFalse();
      assertThat(isServed(server, BOB.trusting(SERVER), boundTo(BOB))).isTrue();
      assertThat(isServed(server, ANN.trusting(SERVER), bound)).isTrue();
    }
    assertThat(callers("allowed")).hasSize(3).containsOnly("reader of tokens: bearer token");
    assertThat(callers("blocked"))
        .filteredOn(caller -> !caller.endsWith("not there yet"))
        .containsExactly(": " + BOUND, ": " + BOUND);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void tokenOfACertificate_ofAnother_underAudit_isObserved(Jdk jdk) {
    try (ServerProcess server = start(jdk, "audit", bearer())) {
      assertThat(isServed(server, BOB.trusting(SERVER), boundTo(ANN))).isTrue();
    }
    assertThat(callers("observed")).containsExactly(": " + BOUND);
  }

  private static String boundTo(TlsIdentity owner) {
    return TokenDraft.of("reader of tokens")
        .claim("roles", "reader")
        .claim("cnf", Map.of("x5t#S256", owner.thumbprint()))
        .signedBy(KEY);
  }

  private static boolean isServed(ServerProcess server, SSLContext tls) {
    return isServed(poster(server, tls));
  }

  private static boolean isServed(ServerProcess server, SSLContext tls, String token) {
    return isServed(poster(server, tls), "Authorization", "Bearer " + token);
  }

  private static Poster poster(ServerProcess server, SSLContext tls) {
    return new Poster(HttpClient.newBuilder().sslContext(tls).build(), server.endpoint());
  }

  private static boolean isServed(Poster poster, String... headers) {
    String answer = poster.post(RawRequest.call("list_directory", "path", "."), headers).body();
    return answer.contains("keys.json");
  }

  private String bearer() {
    return """
          bearer: { issuer: %s, audience: %s, jwks: %s/keys.json }
        """
        .formatted(TokenDraft.ISSUER, TokenDraft.AUDIENCE, directory);
  }

  private ServerProcess start(Jdk jdk, String mode, String bearer) {
    return Guarded.launch(
            App.filesServer(),
            jdk,
            """
            sallyport: 1
            mode: %s
            callers:
              certificate: { roles: { "CN=ann,O=Acme": [reader], "CN=bob,O=Acme": [writer] } }
            %sroles:
              reader: { tools: [list_directory] }
              writer: { tools: [write_file] }
            tools:
              list_directory: { files: { read: ["%s/**"] } }
              write_file: {}
            """
                .formatted(mode, bearer, directory),
            directory.resolve("audit.jsonl"))
        .args("--kind", "stateless", "--tls", store.toString(), directory.toString())
        .http()
        .start();
  }

  /** Who called or asked to, each time that this was done about it. */
  private List<String> callers(String action) {
    return new AuditLog(directory.resolve("audit.jsonl"))
        .lines().stream()
            .filter(line -> line.isDecision() && line.json().has("caller"))
            .filter(line -> line.gate().equals("tool") || line.gate().equals("inbound"))
            .filter(line -> line.action().equals(action))
            .map(line -> line.json().path("caller"))
            .map(caller -> caller.path("subject").asText() + ": " + caller.path("by").asText())
            .toList();
  }
}
