package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.OtlpReceiver;
import dev.sallyport.testapps.RawClient;
import dev.sallyport.testapps.ReceivedSpan;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerLaunch;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.ToolCalls;
import dev.sallyport.testapps.guarded.Guarded.Told;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gates hold whichever way the SDK serves, and know whose work they see. */
class TransportIT {
  private static final int CLIENTS = 8;
  private static final int CALLS_OF_EACH = 50;

  @RegisterExtension final RunningServers servers = new RunningServers();

  @TempDir Path directory;
  private Path workspace;
  private Path secret;
  private Path audit;

  /** How the SDK serves. */
  private record Way(Jdk jdk, boolean http, String kind) {
    static Stream<Way> all() {
      return Jdks.all().stream()
          .flatMap(
              jdk ->
                  Stream.of(
                      new Way(jdk, false, "sync"),
                      new Way(jdk, false, "async"),
                      new Way(jdk, true, "sync"),
                      new Way(jdk, true, "async"),
                      new Way(jdk, true, "stateless")));
    }

    @Override
    public String toString() {
      return String.join(", ", jdk.toString(), http ? "http" : "stdio", kind);
    }
  }

  static Stream<Way> ways() {
    return Way.all();
  }

  static Stream<Way> httpWays() {
    return Way.all().filter(Way::http);
  }

  static Stream<Way> waysOnTheNewestJdk() {
    return Way.all().filter(way -> way.jdk().equals(Jdks.newest(Jdks.OLDEST)));
  }

  @BeforeEach
  void prepare() throws Exception {
    Path root = directory.toRealPath();
    workspace = Files.createDirectory(root.resolve("workspace"));
    Files.writeString(workspace.resolve("file.txt"), "inside");
    secret = Files.writeString(root.resolve("secret.txt"), "outside");
    audit = root.resolve("audit.jsonl");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  void tools_inEnforceMode_areHiddenRefusedAndBound(Way way) {
    Guarded server = start(way, "enforce");

    assertThat(ToolCalls.names(server.client()))
        .containsExactlyInAnyOrder("read_file", "list_directory");

    Told allowed = server.call("read_file", Map.of("path", "file.txt"));
    assertThat(allowed.text()).isEqualTo("inside");
    assertThat(allowed.recorded().denials()).isEmpty();

    Told traversal = server.call("read_file", Map.of("path", "../secret.txt"));
    assertRefused(traversal, "file read " + secret);

    Path made = workspace.resolve("made.txt");
    Told forbidden = server.call("write_file", Map.of("path", "made.txt", "content", "x"));
    assertThat(made).doesNotExist();
    assertRefused(forbidden, "tool call write_file");
    assertThat(forbidden.recorded().decisions()).hasSize(1);

    Told unlisted = server.call("search_files", Map.of("pattern", "*.txt"));
    assertThat(unlisted.text()).doesNotContain("file.txt");
    assertRefused(unlisted, "tool call search_files");
    assertThat(unlisted.recorded().decisions()).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  void tools_inAuditMode_areShownRunAndRecorded(Way way) {
    Guarded server = start(way, "audit");

    assertThat(ToolCalls.names(server.client()))
        .containsExactlyInAnyOrder("read_file", "write_file", "list_directory", "search_files");

    Told traversal = server.call("read_file", Map.of("path", "../secret.txt"));
    assertThat(traversal.text()).isEqualTo("outside");
    assertObserved(traversal, "file read " + secret);

    Told forbidden = server.call("write_file", Map.of("path", "made.txt", "content", "x"));
    assertThat(workspace.resolve("made.txt")).hasContent("x");
    assertObserved(forbidden, "tool call write_file");

    Told unlisted = server.call("search_files", Map.of("pattern", "*.txt"));
    assertThat(unlisted.text()).contains("file.txt", "made.txt");
    assertObserved(unlisted, "tool call search_files");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("httpWays")
  void operations_ofManyClients_belongToTheirCalls(Way way) throws Exception {
    Path read = Files.createDirectory(workspace.resolve("of-read_file"));
    Files.writeString(read.resolve("note.txt"), "for the reader");
    Path listed = Files.createDirectory(workspace.resolve("of-list_directory"));
    Files.writeString(listed.resolve("note.txt"), "for the lister");
    ServerProcess server =
        servers.start(
            launch(
                way,
                """
                sallyport: 1
                mode: enforce
                tools:
                  read_file: { files: { read: ["%s/**"] } }
                  list_directory: { files: { read: ["%s/**"] } }
                """
                    .formatted(read, listed)));
    ExecutorService pool = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<?>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        McpSyncClient client = server.client();
        boolean reads = i % 2 == 0;
        clients.add(pool.submit(() -> callInTurn(client, reads)));
      }
      for (Future<?> client : clients) {
        client.get(2, TimeUnit.MINUTES);
      }
    } finally {
      pool.shutdownNow();
    }
    server.close();

    List<AuditLine> lines = new AuditLog(audit).lines();
    assertThat(lines).filteredOn(line -> line.ends("read_file")).hasSize(200);
    assertThat(lines).filteredOn(line -> line.ends("list_directory")).hasSize(200);
    Map<String, String> tools = new HashMap<>();
    lines.stream()
        .filter(line -> line.gate().equals("tool"))
        .forEach(line -> tools.put(line.call(), line.tool()));
    List<AuditLine> operations =
        lines.stream().filter(line -> line.target().startsWith(workspace + "/of-")).toList();
    assertThat(operations)
        .hasSizeGreaterThanOrEqualTo(CLIENTS * CALLS_OF_EACH)
        .allSatisfy(
            line -> {
              assertThat(line.tool()).isEqualTo(tools.get(line.call()));
              boolean own = line.target().contains("of-" + line.tool());
              assertThat(line.action()).isEqualTo(own ? "allowed" : "blocked");
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("waysOnTheNewestJdk")
  void traceparent_ofTheCaller_isTheParentOfTheCall(Way way) {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    String parent = "00f067aa0ba902b7";
    try (OtlpReceiver collector = OtlpReceiver.open()) {
      ServerProcess server =
          servers.start(
              launch(
                  way,
                  policy("enforce") + "telemetry: { otlp: \"" + collector.endpoint() + "\" }"));
      RawClient client = server.raw();
      client.handshake();

      client.exchange(
          """
          {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"read_file",\
          "arguments":{"path":"../secret.txt"},\
          "_meta":{"traceparent":"00-%s-%s-01"}}}"""
              .formatted(trace, parent));

      ReceivedSpan call = collector.awaitSpan(span -> span.name().equals("tools/call read_file"));
      assertThat(call.traceId()).isEqualTo(trace);
      assertThat(call.parentSpanId()).isEqualTo(parent);
      assertThat(call.error()).isTrue();
      assertThat(call.attributes()).containsEntry("gen_ai.tool.name", "read_file");
      ReceivedSpan read =
          collector.awaitSpan(
              span ->
                  span.name().equals("file read")
                      && secret.toString().equals(span.attributes().get("sallyport.target")));
      assertThat(read.traceId()).isEqualTo(trace);
      assertThat(read.parentSpanId()).isEqualTo(call.spanId());
      assertThat(read.error()).isTrue();
      assertThat(read.attributes())
          .containsEntry("sallyport.verdict", "deny")
          .containsEntry("sallyport.action", "blocked");
    }
  }

  /** Its own directory and the other's in turn, each call's outcome checked. */
  private static void callInTurn(McpSyncClient client, boolean reads) {
    for (int i = 0; i < CALLS_OF_EACH; i++) {
      boolean own = i % 2 == 0;
      String directory = own == reads ? "of-read_file" : "of-list_directory";
      CallToolResult answer =
          reads
              ? ToolCalls.call(client, "read_file", Map.of("path", directory + "/note.txt"))
              : ToolCalls.call(client, "list_directory", Map.of("path", directory));
      assertThat(answer.isError()).isEqualTo(!own);
      assertThat(ToolCalls.text(answer))
          .startsWith(own ? (reads ? "for the reader" : "note.txt") : "Refused by policy");
    }
  }

  private static void assertRefused(Told told, String operation) {
    assertThat(told.answer().isError()).isTrue();
    assertThat(told.text()).startsWith("Refused by policy (sallyport ");
    assertThat(told.recorded().end().outcome()).isEqualTo("refused");
    assertThat(told.recorded().on(operation))
        .hasSize(1)
        .allSatisfy(line -> assertThat(line.action()).isEqualTo("blocked"))
        .allSatisfy(line -> assertThat(told.text()).contains(line.id()));
  }

  private static void assertObserved(Told told, String operation) {
    assertThat(told.answer().isError()).isFalse();
    assertThat(told.recorded().end().outcome()).isEqualTo("ok");
    assertThat(told.recorded().on(operation))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line.verdict()).isEqualTo("deny"))
        .allSatisfy(line -> assertThat(line.action()).isEqualTo("observed"));
  }

  private Guarded start(Way way, String mode) {
    ServerProcess server = servers.start(launch(way, policy(mode)));
    return new Guarded(server, server.client(), new AuditLog(audit));
  }

  private ServerLaunch launch(Way way, String policy) {
    ServerLaunch launch =
        Guarded.launch(App.filesServer(), way.jdk(), policy, audit)
            .args("--kind", way.kind(), workspace.toString());
    return way.http() ? launch.http() : launch;
  }

  private String policy(String mode) {
    return """
        sallyport: 1
        mode: %s
        tools:
          read_file: { files: { read: ["%s/**"] } }
          list_directory: {}
          write_file: deny
        """
        .formatted(mode, workspace);
  }
}
