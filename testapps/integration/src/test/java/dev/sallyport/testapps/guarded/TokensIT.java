package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.KeyPublisher;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.TokenDraft;
import dev.sallyport.testapps.TokenKey;
import dev.sallyport.testapps.TokenKey.Algorithm;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Signed tokens, verified for each call by keys that their issuer publishes. */
class TokensIT {
  private static final String METADATA =
      "https://mcp.example.com/.well-known/oauth-protected-resource";
  private static final TokenKey RSA = TokenKey.generate("of-2025", Algorithm.RS256);
  private static final TokenKey CURVE = TokenKey.generate("of-2026", Algorithm.ES256);
  private static final TokenKey EDWARDS = TokenKey.generate("of-2027", Algorithm.EDDSA);
  private static final List<TokenKey> KEYS = List.of(RSA, CURVE, EDWARDS);
  private static final List<BadToken> BAD = BadToken.all(RSA);
  private static final String NO_KEYS = "issuer's keys not there yet";

  @TempDir Path directory;
  private KeyPublisher publisher;
  private Path workspace;

  @BeforeEach
  void publish() throws Exception {
    workspace = Files.createDirectory(directory.toRealPath().resolve("workspace"));
    publisher = new KeyPublisher();
    publisher.publish(RSA, CURVE, EDWARDS);
  }

  @AfterEach
  void close() {
    publisher.close();
  }

  static Stream<Jdk> jdks() {
    return Jdks.all().stream();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void token_isGood_orRefusedBeforeItsMessageIsRead(Jdk jdk) {
    List<String> stderr;
    try (ServerProcess server = start(jdk, "enforce", publisher.url())) {
      Poster poster = ready(server);
      for (TokenKey key : KEYS) {
        assertThat(write(poster, key.id(), bearer(writer().signedBy(key)))).isEqualTo(200);
      }
      for (int i = 0; i < BAD.size(); i++) {
        HttpResponse<String> refused =
            poster.post(writing("bad" + i), "Authorization", BAD.get(i).authorization());
        assertThat(refused.statusCode()).as(BAD.get(i).why()).isEqualTo(401);
        assertThat(refused.headers().allValues("WWW-Authenticate"))
            .containsExactly(
                "Bearer error=\"invalid_token\", resource_metadata=\"" + METADATA + "\"");
        assertThat(refused.body()).isEmpty();
      }
      String good = bearer(writer().signedBy(RSA));
      HttpResponse<String> two =
          poster.post(writing("two"), "Authorization", good, "Authorization", good);
      assertThat(two.statusCode()).isEqualTo(401);
      HttpResponse<String> none = poster.post(writing("none"));
      assertThat(none.statusCode()).isEqualTo(401);
      assertThat(none.headers().firstValue("WWW-Authenticate"))
          .contains("Bearer resource_metadata=\"" + METADATA + "\"");
      stderr = server.stderr();
    }

    assertThat(workspace.toFile().list())
        .containsExactlyInAnyOrderElementsOf(KEYS.stream().map(TokenKey::id).toList());
    assertThat(askers("inbound authorize", "blocked"))
        .filteredOn(asker -> !asker.endsWith(NO_KEYS))
        .containsExactlyElementsOf(bad("more than one token", "nothing presented"));
    assertThat(askers("tool call", "allowed"))
        .hasSize(KEYS.size())
        .containsOnly("ann: bearer token");
    assertThat(secretsIn(audit().text() + stderr)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void badToken_underAudit_isObserved(Jdk jdk) throws Exception {
    Path keys = Files.write(directory.resolve("keys.json"), KeyPublisher.keySet(RSA));
    try (ServerProcess server = start(jdk, "audit", keys.toString())) {
      Poster poster = Poster.to(server);
      for (int i = 0; i < BAD.size(); i++) {
        assertThat(write(poster, "bad" + i, BAD.get(i).authorization())).isEqualTo(200);
      }
      assertThat(write(poster, "good", bearer(writer().signedBy(RSA)))).isEqualTo(200);
    }

    assertThat(workspace.toFile().list()).hasSize(BAD.size() + 1);
    assertThat(askers("tool call", "observed")).containsExactlyElementsOf(bad());
    assertThat(askers("tool call", "allowed")).containsExactly("ann: bearer token");
    assertThat(secretsIn(audit().text())).isEmpty();
  }

  private static TokenDraft writer() {
    return TokenDraft.of("ann").claim("realm", Map.of("roles", List.of("writer")));
  }

  private static String bearer(String token) {
    return "Bearer " + token;
  }

  private static RawRequest writing(String name) {
    return new RawRequest(
        "tools/call",
        """
        {"name":"write_file","arguments":{"path":"%s","content":"x"}}"""
            .formatted(name));
  }

  /** The status that has who asks for a file to be written. */
  private static int write(Poster poster, String name, String authorization) {
    return poster.post(writing(name), "Authorization", authorization).statusCode();
  }

  /** A server that has the keys, which it does not wait for. */
  private static Poster ready(ServerProcess server) {
    Poster poster = Poster.to(server);
    String token = bearer(writer().signedBy(RSA));
    Poster.until(
        () -> poster.post(RawRequest.list("tools"), "Authorization", token).statusCode() == 200);
    return poster;
  }

  private ServerProcess start(Jdk jdk, String mode, String keys) {
    return Guarded.launch(
            App.filesServer(),
            jdk,
            """
            sallyport: 1
            mode: %s
            callers:
              bearer:
                issuer: %s
                audience: %s
                jwks: %s
                roles: /realm/roles
                metadata: %s
            roles:
              writer: { tools: [write_file] }
            tools:
              write_file: { files: { write: ["%s/**"] } }
            """
                .formatted(mode, TokenDraft.ISSUER, TokenDraft.AUDIENCE, keys, METADATA, workspace),
            directory.resolve("audit.jsonl"))
        .args("--kind", "stateless", workspace.toString())
        .http()
        .start();
  }

  private AuditLog audit() {
    return new AuditLog(directory.resolve("audit.jsonl"));
  }

  /** Subject and how it is known, of each such decision that this was done about. */
  private List<String> askers(String operation, String action) {
    return audit().lines().stream()
        .filter(line -> line.isDecision() && line.operation().startsWith(operation))
        .filter(line -> line.action().equals(action))
        .map(line -> line.json().path("caller"))
        .map(caller -> caller.path("subject").asText() + ": " + caller.path("by").asText())
        .toList();
  }

  /** How the records name those who have the bad tokens, and others who are not known. */
  private static List<String> bad(String... others) {
    return Stream.concat(BAD.stream().map(BadToken::why), Stream.of(others))
        .map(why -> ": " + why)
        .toList();
  }

  /** What of the tokens stands in a text. */
  private static List<String> secretsIn(String text) {
    return BAD.stream().flatMap(bad -> bad.secrets().stream()).filter(text::contains).toList();
  }
}
