package dev.sallyport.testapps.guarded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.HttpPeer;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.guarded.Guarded.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A secret reaches its hosts from the tools that have it, and nobody else. */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
class CredentialIT {
  private static final String SECRET = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";

  /** What most of a placeholder for it looks like. */
  private static final String PLACEHOLDER = "ghp_[0-9a-zA-Z]{36}";

  @RegisterExtension final RunningServers servers = new RunningServers();

  @Parameter Jdk jdk;

  @TempDir Path directory;
  private HttpPeers peers;
  private Guarded guarded;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @BeforeEach
  void open() {
    peers = HttpPeers.plain();
  }

  @AfterEach
  void close() {
    peers.close();
  }

  private void serve(String mode, boolean withhold) {
    String hosts = "\"127.0.0.1:" + peers.home().port() + "\"";
    String http =
        "http: [\"GET,POST http://127.0.0.1:"
            + peers.home().port()
            + "/**\", \"GET,POST http://127.0.0.1:"
            + peers.away().port()
            + "/**\"]";
    String policy =
        """
        sallyport: 1
        mode: %s
        credentials:
          github: { env: GITHUB_TOKEN, hosts: [%s], methods: [GET], withhold: %s, results: redact }
        tools:
          granted: { %s, credentials: [github] }
          other: { %s }
          audited: { mode: audit, %s }
          list: {}
        egress: { allow: ["127.0.0.1:*"] }
        """
            .formatted(mode, hosts, withhold, http, http, http);
    Path audit = directory.resolve("audit.jsonl");
    ServerProcess server =
        servers.start(
            Guarded.launch(App.httpServer(), jdk, policy, audit)
                .environment("GITHUB_TOKEN", SECRET)
                .args("jdk", "granted", "other", "audited"));
    guarded = new Guarded(server, server.client(), new AuditLog(audit));
  }

  /** Those that send requests of any method in HTTP/1.1. */
  private List<String> clients() {
    return HttpClientKind.of(guarded.client()).stream()
        .filter(client -> !client.http2() && client.can(HttpCell.METHOD))
        .map(HttpClientKind::name)
        .toList();
  }

  private Told send(
      String tool, String client, String method, HttpPeer peer, String path, String header) {
    return guarded.call(
        tool,
        Map.of(
            "client", client,
            "method", method,
            "url", HttpPeers.url(peer, path),
            "headers", header));
  }

  private static String basic() {
    byte[] user = ("me:" + SECRET).getBytes(UTF_8);
    return "Authorization: Basic " + Base64.getEncoder().encodeToString(user);
  }

  private static List<String> credentials(Told told) {
    return told.recorded().decisions().stream()
        .filter(line -> line.gate().equals("credential"))
        .map(line -> line.credential() + " " + line.verdict() + " " + line.action())
        .distinct()
        .toList();
  }

  /** The server ends first, so that all it sent has been received. */
  private String sent() throws IOException {
    String said = String.join("\n", guarded.server().stderr());
    guarded.close();
    peers.awaitEnds();
    assertThat(said).doesNotContain(SECRET);
    assertThat(Files.readString(directory.resolve("audit.jsonl"))).doesNotContain(SECRET);
    return peers.received();
  }

  @Test
  void secret_toItsHostFromItsTool_isSent() throws IOException {
    serve("enforce", /* withhold= */ false);
    for (String client : clients()) {
      Told told =
          send("granted", client, "GET", peers.home(), "/a", "Authorization: Bearer " + SECRET);
      Told encoded = send("granted", client, "GET", peers.home(), "/b?t=" + SECRET, basic());

      assertThat(told.text()).as(client).startsWith("200 ");
      assertThat(encoded.text()).as(client).startsWith("200 ");
      assertThat(credentials(told)).as(client).containsExactly("github allow allowed");
    }
    assertThat(sent()).contains("Bearer " + SECRET, basic().substring("Authorization: ".length()));
  }

  @Test
  void secret_toAnotherHostOrFromAnotherToolOrByAnotherMethod_isNot() throws IOException {
    serve("enforce", /* withhold= */ false);
    String bearer = "Authorization: Bearer " + SECRET;
    for (String client : clients()) {
      for (Told told :
          List.of(
              send("granted", client, "GET", peers.away(), "/a", bearer),
              send("granted", client, "GET", peers.away(), "/a", basic()),
              send("granted", client, "GET", peers.away(), "/a?t=" + SECRET, ""),
              send("granted", client, "GET", peers.away(), "/" + SECRET, ""),
              send("granted", client, "POST", peers.home(), "/a", bearer),
              send("other", client, "GET", peers.home(), "/a", bearer))) {
        assertThat(told.text()).as(client).startsWith("threw ").doesNotContain(SECRET);
        assertThat(credentials(told)).as(client).containsExactly("github deny blocked");
      }
    }
    assertThat(sent()).isBlank();
  }

  @Test
  void secret_inAuditMode_isSentAndNamed() throws IOException {
    serve("audit", /* withhold= */ true);
    for (String client : clients()) {
      Told told =
          send("other", client, "GET", peers.away(), "/a", "Authorization: Bearer $GITHUB_TOKEN");

      assertThat(told.text()).as(client).startsWith("200 ");
      assertThat(credentials(told)).as(client).containsExactly("github deny observed");
    }
    assertThat(sent()).contains("Bearer " + SECRET);
  }

  @Test
  void withheld_toItsHostFromItsTool_isSentInstead() throws IOException {
    serve("enforce", /* withhold= */ true);
    for (String client : clients()) {
      Told told =
          send(
              "granted",
              client,
              "GET",
              peers.home(),
              "/a?t=$GITHUB_TOKEN",
              "Authorization: Bearer $GITHUB_TOKEN");

      assertThat(told.text()).as(client).startsWith("200 ");
      assertThat(credentials(told)).as(client).containsExactly("github allow allowed");
    }
    assertThat(peers.home().requests()).hasSameSizeAs(clients());
    assertThat(sent().replace(SECRET, ""))
        .contains("?t= ", "Bearer \r\n")
        .doesNotContainPattern(PLACEHOLDER);
  }

  @Test
  void withheld_anywhereElse_isNeitherSentNorReplaced() throws IOException {
    serve("enforce", /* withhold= */ true);
    String bearer = "Authorization: Bearer $GITHUB_TOKEN";
    for (String client : clients()) {
      for (Told told :
          List.of(
              send("granted", client, "GET", peers.away(), "/a", bearer),
              send("granted", client, "POST", peers.home(), "/a", bearer),
              send("granted", client, "GET", peers.home(), "/$GITHUB_TOKEN", ""),
              send("other", client, "GET", peers.home(), "/a", bearer))) {
        assertThat(told.text()).as(client).startsWith("threw ");
        assertThat(credentials(told)).as(client).contains("github deny blocked");
      }
      Told audited = send("audited", client, "GET", peers.away(), "/audited", bearer);
      assertThat(audited.text()).as(client).startsWith("200 ");
      assertThat(credentials(audited)).as(client).containsExactly("github deny observed");
    }
    assertThat(sent()).containsPattern("Bearer " + PLACEHOLDER).doesNotContain(SECRET);
    assertThat(peers.home().requests()).isEmpty();
    assertThat(peers.away().requests()).allMatch(one -> one.target().equals("/audited"));
  }
}
