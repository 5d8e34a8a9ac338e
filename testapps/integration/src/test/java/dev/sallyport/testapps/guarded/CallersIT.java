package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.RawClient;
import dev.sallyport.testapps.ServerProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two callers at once, each on connections of its own that it keeps, and pages of other hosts. */
class CallersIT {
  private static final int CALLS = 40;
  private static final String ANN = "key-of-ann-1f3870be274f";
  private static final String BOB = "key-of-bob-9e107d9d372b";

  private static final String INITIALIZE =
      """
      {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-03-26",\
      "capabilities":{},"clientInfo":{"name":"page","version":"1"}}}""";

  @TempDir Path directory;

  /**
   * A server, and two of its tools.
   *
   * @param front the library of a server without servlets; else what the SDK's own is
   */
  private record Case(Jdk jdk, String front, String ofAnn, String ofBob) {
    private static final Set<String> SERVLETS = Set.of("sync", "stateless");

    boolean isServlet() {
      return SERVLETS.contains(front);
    }

    App app() {
      return switch (front) {
        case "sync", "stateless" -> App.filesServer();
        case "jdk" -> App.frontServer();
        case "micronaut" -> App.framework(front);
        default -> App.frontServer(front);
      };
    }

    String[] arguments(Path directory) {
      return switch (front) {
        case "sync", "stateless" -> new String[] {"--kind", front, directory.toString()};
        case "micronaut" -> new String[] {"stateless"};
        default -> new String[] {front.replace('/', '-'), ofAnn, ofBob};
      };
    }

    /** Vert.x and Micronaut have no response yet where a request is judged. */
    boolean answers() {
      return !front.startsWith("vertx") && !front.equals("micronaut");
    }

    /** Micronaut's server looks at origins itself. */
    boolean refusesPages() {
      return front.equals("micronaut");
    }

    @Override
    public String toString() {
      return (isServlet() ? front + " servlet" : front) + ", " + jdk;
    }
  }

  static Stream<Case> cases() {
    Jdk oldest = Jdks.all().get(0);
    Jdk newest = Jdks.newest(Jdks.OLDEST);
    return Stream.of(
        new Case(oldest, "sync", "read_file", "stat_file"),
        new Case(newest, "sync", "read_file", "stat_file"),
        new Case(newest, "stateless", "read_file", "stat_file"),
        new Case(oldest, "jdk", "alpha", "beta"),
        new Case(newest, "jdk", "alpha", "beta"),
        new Case(newest, "micronaut", "echo", "shout"),
        new Case(oldest, "vertx/4", "alpha", "beta"),
        new Case(newest, "vertx/5", "alpha", "beta"),
        new Case(oldest, "reactor-netty/1.0", "alpha", "beta"),
        new Case(newest, "reactor-netty/1", "alpha", "beta"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void callers_atOnce_useEachTheirOwn(Case each) throws Exception {
    try (ServerProcess server = start(each, "enforce")) {
      together(server, each, /* refused= */ true);

      strangers(server, each);
      assertThat(fromPage(server, "http://localhost:3000", ANN)).isEqualTo(200);
      if (each.answers()) {
        assertThat(fromPage(server, "https://evil.example", ANN)).isEqualTo(403);
      } else {
        assertThatThrownBy(() -> fromPage(server, "https://evil.example", ANN))
            .isInstanceOf(IOException.class);
      }
    }
    AuditLog audit = audit();
    assertThat(callers(audit, each.ofAnn(), "allowed")).containsOnly("ann");
    assertThat(callers(audit, each.ofAnn(), "blocked"))
        .containsOnly(each.answers() ? new String[] {"bob"} : new String[] {"bob", ""});
    assertThat(callers(audit, each.ofBob(), "allowed")).containsOnly("bob").hasSize(CALLS);
    assertThat(callers(audit, each.ofBob(), "blocked")).containsOnly("ann").hasSize(CALLS);
    assertThat(inbound(audit))
        .containsExactlyElementsOf(
            each.answers()
                ? List.of("blocked caller", "blocked caller", "blocked role", "blocked foreign")
                : List.of("blocked foreign"));
    assertThat(audit.text()).doesNotContain(ANN).doesNotContain(BOB);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void callers_underAudit_areObserved(Case each) throws Exception {
    try (ServerProcess server = start(each, "audit")) {
      together(server, each, /* refused= */ false);
      assertThat(initialize(server, "X-Nothing", "at all").statusCode()).isEqualTo(200);
      assertThat(naming(server, BOB, each.ofAnn()).statusCode()).isEqualTo(200);
      assertThat(fromPage(server, "https://evil.example", ANN))
          .isEqualTo(each.refusesPages() ? 403 : 200);
    }
    AuditLog audit = audit();
    assertThat(callers(audit, each.ofAnn(), "observed")).containsOnly("bob").hasSize(CALLS);
    assertThat(callers(audit, each.ofBob(), "observed")).containsOnly("ann").hasSize(CALLS);
    assertThat(inbound(audit)).containsExactly("observed foreign");
  }

  /** Who is not known is told so, where there is a response; a page that is no MCP is not asked. */
  private static void strangers(ServerProcess server, Case each) throws Exception {
    if (!each.answers()) {
      RawClient stranger = server.raw(Map.of("Authorization", "Bearer nobody-knows-me"));
      stranger.handshake();
      assertThat(call(stranger, 1, each.ofAnn())).contains("Refused by policy");
      return;
    }
    HttpResponse<Void> invalid = initialize(server, "Authorization", "Bearer nobody-knows-me");
    assertThat(invalid.statusCode()).isEqualTo(401);
    assertThat(invalid.headers().firstValue("WWW-Authenticate"))
        .contains("Bearer error=\"invalid_token\"");
    HttpResponse<Void> missing = initialize(server, "X-Nothing", "at all");
    assertThat(missing.statusCode()).isEqualTo(401);
    assertThat(missing.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(naming(server, ANN, each.ofAnn()).statusCode()).isEqualTo(200);
    HttpResponse<Void> forbidden = naming(server, BOB, each.ofAnn());
    assertThat(forbidden.statusCode()).isEqualTo(403);
    assertThat(forbidden.headers().firstValue("WWW-Authenticate"))
        .contains("Bearer error=\"insufficient_scope\"");
    HttpRequest health = HttpRequest.newBuilder(server.endpoint().resolve("/health")).build();
    assertThat(
            HttpClient.newHttpClient()
                .send(health, HttpResponse.BodyHandlers.discarding())
                .statusCode())
        .isNotEqualTo(401);
  }

  /** Each calls what is its own and what is the other's, in turn. */
  private static void together(ServerProcess server, Case each, boolean refused) throws Exception {
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> done = new ArrayList<>();
      done.add(both.submit(() -> alone(server, ANN, each.ofAnn(), each.ofBob(), refused)));
      done.add(both.submit(() -> alone(server, BOB, each.ofBob(), each.ofAnn(), refused)));
      for (Future<?> one : done) {
        one.get();
      }
    } finally {
      both.shutdownNow();
    }
  }

  private static void alone(
      ServerProcess server, String key, String own, String other, boolean refused) {
    RawClient client = server.raw(Map.of("Authorization", "Bearer " + key));
    client.handshake();
    for (int i = 0; i < CALLS; i++) {
      assertThat(call(client, 2 * i + 1, own)).doesNotContain("Refused by policy");
      assertThat(call(client, 2 * i + 2, other).contains("Refused by policy")).isEqualTo(refused);
    }
  }

  private static String call(RawClient client, int id, String tool) {
    return client.call(id, tool, Map.of("path", "none.txt"));
  }

  /** The status that a page of that origin gets. */
  private static int fromPage(ServerProcess server, String origin, String key) throws Exception {
    return initialize(server, "Authorization", "Bearer " + key, "Origin", origin).statusCode();
  }

  /** The answer to a request whose headers say that it calls a tool. */
  private static HttpResponse<Void> naming(ServerProcess server, String key, String tool)
      throws Exception {
    return initialize(
        server, "Authorization", "Bearer " + key, "Mcp-Method", "tools/call", "Mcp-Name", tool);
  }

  private static HttpResponse<Void> initialize(ServerProcess server, String... headers)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.endpoint())
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .headers(headers)
            .POST(HttpRequest.BodyPublishers.ofString(INITIALIZE))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
  }

  private ServerProcess start(Case each, String mode) throws Exception {
    return Guarded.launch(
            each.app(),
            each.jdk(),
            """
            sallyport: 1
            mode: %s
            callers:
              keys:
                ann: { sha256: %s, roles: [reader] }
                bob: { sha256: %s, roles: [looker] }
            roles:
              reader: { tools: [%s] }
              looker: { tools: [%s] }
            sessions: { ttl: 1h }
            tools: { "*": { files: { read: ["%s/none.txt"] } } }
            """
                .formatted(mode, sha256(ANN), sha256(BOB), each.ofAnn(), each.ofBob(), directory),
            directory.resolve("audit.jsonl"))
        .args(each.arguments(directory))
        .http()
        .start();
  }

  private static String sha256(String key) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest);
  }

  private AuditLog audit() {
    return new AuditLog(directory.resolve("audit.jsonl"));
  }

  /** Who called a tool, each time that this was done about it. */
  private static List<String> callers(AuditLog audit, String tool, String action) {
    return audit.lines().stream()
        .filter(line -> line.operation().equals("tool call " + tool))
        .filter(line -> line.action().equals(action))
        .map(line -> line.json().path("caller").path("subject").asText())
        .toList();
  }

  private static List<String> inbound(AuditLog audit) {
    return audit.lines().stream()
        .filter(line -> line.gate().equals("inbound"))
        .map(line -> line.action() + " " + line.reason())
        .toList();
  }
}
