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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a collector gets of a server, alone and beside the OpenTelemetry agent. */
class TelemetryIT {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";
  private static final String OURS = "dev.sallyport";

  @RegisterExtension final RunningServers servers = new RunningServers();

  @TempDir Path directory;
  private Path workspace;
  private Path secret;
  private Path audit;
  private OtlpReceiver collector;

  /** Beside which agent a server runs, and in which mode. */
  private record Case(Jdk jdk, Beside beside, String mode) {
    static Stream<Case> all() {
      return Jdks.all().stream()
          .flatMap(
              jdk ->
                  Stream.of(
                      new Case(jdk, Beside.OPENTELEMETRY_BEFORE, "enforce"),
                      new Case(jdk, Beside.OPENTELEMETRY_AFTER, "enforce"),
                      new Case(jdk, Beside.OPENTELEMETRY_AFTER, "audit")));
    }

    @Override
    public String toString() {
      return jdk + beside.suffix + ", " + mode;
    }
  }

  static Stream<Case> cases() {
    return Case.all();
  }

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @BeforeEach
  void prepare() throws Exception {
    Path root = directory.toRealPath();
    workspace = Files.createDirectory(root.resolve("workspace"));
    Files.writeString(workspace.resolve("file.txt"), "inside");
    secret = Files.writeString(root.resolve("secret.txt"), "outside");
    audit = root.resolve("audit.jsonl");
    collector = OtlpReceiver.open();
  }

  @AfterEach
  void stopCollector() {
    collector.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void besideTheOpenTelemetryAgent_oneTraceHasRequestCallAndDecisions(Case its) {
    RawClient client = start(its.beside().to(launch(its.jdk(), its.mode()), collector).http());

    String allowed = read(client, 1, "file.txt", "");
    String denied = read(client, 2, "../secret.txt", "");

    boolean enforced = its.mode().equals("enforce");
    assertThat(allowed).contains("inside");
    assertThat(denied.contains("outside")).isEqualTo(!enforced);
    ReceivedSpan effect = collector.awaitSpan(span -> isRead(span, secret));
    ReceivedSpan call = collector.awaitSpan(span -> span.spanId().equals(effect.parentSpanId()));
    ReceivedSpan request =
        collector.awaitSpan(
            span -> span.traceId().equals(call.traceId()) && span.parentSpanId().isEmpty());
    assertThat(List.of(effect.scope(), call.scope())).containsOnly(OURS);
    assertThat(request.scope()).startsWith("io.opentelemetry.");
    assertThat(request.attributes()).containsEntry("http.request.method", "POST");
    assertThat(call.parentSpanId()).isNotEmpty();
    assertThat(effect.traceId()).isEqualTo(request.traceId());
    assertThat(effect.attributes())
        .containsEntry("sallyport.verdict", "deny")
        .containsEntry("sallyport.action", enforced ? "blocked" : "observed");
    assertThat(call.attributes()).containsEntry("gen_ai.tool.name", "read_file");
    assertThat(call.resource()).containsEntry("service.name", "beside");
    ReceivedSpan granted = collector.awaitSpan(span -> isRead(span, workspace.resolve("file.txt")));
    assertThat(granted.attributes()).containsEntry("sallyport.action", "allowed");
    collector.awaitMetric(OURS + " sallyport.decisions");
    collector.awaitMetric(OURS + " mcp.server.operation.duration");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void besideTheOpenTelemetryAgent_traceOfTheMessageIsTheParentAndTheRequestIsLinked(Case its) {
    RawClient client = start(its.beside().to(launch(its.jdk(), its.mode()), collector).http());

    read(
        client,
        1,
        "file.txt",
        "\"_meta\":{\"traceparent\":\"00-" + TRACE + "-" + PARENT + "-01\"},");

    ReceivedSpan call = collector.awaitSpan(span -> span.name().equals("tools/call read_file"));
    assertThat(call.traceId()).isEqualTo(TRACE);
    assertThat(call.parentSpanId()).isEqualTo(PARENT);
    assertThat(call.links()).hasSize(1);
    ReceivedSpan linked = collector.awaitSpan(span -> span.spanId().equals(call.links().get(0)));
    assertThat(linked.scope()).startsWith("io.opentelemetry.");
    assertThat(linked.traceId()).isNotEqualTo(TRACE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void alone_variablesOfOpenTelemetryAreObeyed(Jdk jdk) {
    ServerLaunch launch =
        launch(jdk, "enforce")
            .environment("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint().toString())
            .environment("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip")
            .environment("OTEL_METRIC_EXPORT_INTERVAL", "500")
            .environment("OTEL_RESOURCE_ATTRIBUTES", "service.name=files,team=a%20b");
    RawClient client = start(launch);

    String denied = read(client, 1, "../secret.txt", "");

    assertThat(denied).doesNotContain("outside");
    ReceivedSpan call = collector.awaitSpan(span -> span.name().equals("tools/call read_file"));
    assertThat(call.parentSpanId()).isEmpty();
    assertThat(call.links()).isEmpty();
    assertThat(call.resource()).containsEntry("service.name", "files").containsEntry("team", "a b");
    assertThat(call.attributes())
        .containsEntry("network.transport", "pipe")
        .doesNotContainKey("mcp.session.id");
    collector.awaitMetric(OURS + " sallyport.decisions");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void listedTools_areRecordedWithWhatThePolicySaysOfThem(Jdk jdk) {
    RawClient client = start(launch(jdk, "enforce"));

    client.exchange("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}");

    List<AuditLine> lines = new AuditLog(audit).await(0, line -> line.kind().equals("inventory"));
    AuditLine inventory =
        lines.stream().filter(line -> line.kind().equals("inventory")).findFirst().orElseThrow();
    assertThat(inventory.json().path("details").path("read_file").asText()).isEqualTo("covered");
    assertThat(inventory.json().path("details").path("write_file").asText())
        .isEqualTo("covered denied");
    assertThat(inventory.json().path("details").path("search_files").asText())
        .isEqualTo("uncovered denied");
  }

  private RawClient start(ServerLaunch launch) {
    ServerProcess server = servers.start(launch);
    RawClient client = server.raw();
    client.handshake();
    return client;
  }

  private static String read(RawClient client, int id, String path, String meta) {
    return client.exchange(
        """
        {"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"read_file",%s\
        "arguments":{"path":"%s"}}}"""
            .formatted(id, meta, path));
  }

  private static boolean isRead(ReceivedSpan span, Path target) {
    return span.name().equals("file read")
        && target.toString().equals(span.attributes().get("sallyport.target"));
  }

  private ServerLaunch launch(Jdk jdk, String mode) {
    return Guarded.launch(
            App.filesServer(),
            jdk,
            """
            sallyport: 1
            mode: %1$s
            tools:
              read_file: { files: { read: ["%2$s/**"] } }
              write_file: deny
            egress: { allow: ["127.0.0.1:%3$d"] }
            runtime:
              serving: { net: ["127.0.0.1:%3$d"], files: { read: ["**"] } }
            """
                .formatted(mode, workspace, collector.endpoint().getPort()),
            audit)
        .args(workspace.toString());
  }
}
