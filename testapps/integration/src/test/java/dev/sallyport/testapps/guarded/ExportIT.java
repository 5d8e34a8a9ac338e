package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.testapps.App;
import dev.sallyport.testapps.HeldPort;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.OtlpReceiver;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.SelfSigned;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.SyslogLine;
import dev.sallyport.testapps.SyslogReceiver;
import dev.sallyport.testapps.ToolCalls;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Records reach other systems in their formats, and none of these holds up the server. */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
class ExportIT {
  private static final int AUDIT_FACILITY = 13;

  @RegisterExtension final RunningServers servers = new RunningServers();

  @Parameter Jdk jdk;

  @TempDir Path directory;
  private Path root;
  private Path audit;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @BeforeEach
  void prepare() throws IOException {
    root = directory.toRealPath();
    audit = root.resolve("audit.jsonl");
  }

  private Guarded serve(String exports, Map<String, String> environment, String... jvm) {
    String policy =
        """
        sallyport: 1
        mode: enforce
        tools:
          read_file: { files: { read: ["%1$s/workspace/**"], deny: ["**/secret.txt"] } }
          list_directory: { mode: audit }
        runtime: { serving: { files: { read: ["**"] } } }
        audit:
          export:
        %2$s
        """
            .formatted(root, exports.indent(4));
    var launch = Guarded.launch(App.filesServer(), jdk, policy, audit).jvmArgs(jvm);
    environment.forEach(launch::environment);
    Path workspace = root.resolve("workspace");
    try {
      Files.createDirectories(workspace);
      Files.writeString(workspace.resolve("file.txt"), "plain");
      Files.writeString(workspace.resolve("grüße.txt"), "plain");
      Files.writeString(workspace.resolve("secret.txt"), "secret");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    ServerProcess server = servers.start(launch.args(workspace.toString()));
    return new Guarded(server, server.client(), new AuditLog(audit));
  }

  @Test
  void records_ofACall_reachEveryPlaceInItsFormat() throws IOException {
    Path file = root.resolve("export.jsonl");
    try (SyslogReceiver plain = SyslogReceiver.open();
        SyslogReceiver secure = SyslogReceiver.securely();
        OtlpReceiver collector = OtlpReceiver.open()) {
      Guarded guarded =
          serve(
              """
              - { to: "syslog+tcp://127.0.0.1:%d", format: cef }
              - { to: "syslog+tls://localhost:%d", format: ocsf }
              - { file: "%s" }
              - { to: stderr, format: cef }
              - { to: otlp, format: ocsf }
              """
                  .formatted(plain.port(), secure.port(), file),
              Map.of("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", collector.endpoint() + "/v1/logs"),
              SelfSigned.trustedBy(root));

      AuditLine allowed = decision(guarded, "read_file", "grüße.txt");
      AuditLine blocked = decision(guarded, "read_file", "secret.txt");
      AuditLine observed = decision(guarded, "list_directory", "workspace");

      assertThat(List.of(allowed, blocked, observed))
          .extracting(AuditLine::action)
          .containsExactly("allowed", "blocked", "observed");
      for (AuditLine made : List.of(allowed, blocked, observed)) {
        assertCef(made, plain.await(has("externalId=" + made.id() + " ")));
        assertOcsf(made, secure.await(has("\"uid\":\"" + made.id() + "\"")));
        assertOtlp(made, collector.awaitLog(attribute("sallyport.decision", made.id())));
        guarded.server().awaitStderr(line -> line.contains("externalId=" + made.id() + " "));
        assertThat(new AuditLog(file).await(0, line -> line.id().equals(made.id()))).isNotEmpty();
      }
      guarded.close();

      plain.await(line -> line.id().equals("stop"));
      secure.await(line -> line.id().equals("stop"));
      // The file is the same as the audit file, record by record, but for what only that one has.
      assertThat(new AuditLog(file).lines())
          .extracting(AuditLine::kind, AuditLine::id, AuditLine::target)
          .isEqualTo(
              new AuditLog(audit)
                  .lines().stream()
                      .filter(line -> !line.kind().equals("checkpoint"))
                      .map(line -> Tuple.tuple(line.kind(), line.id(), line.target()))
                      .toList());
      assertSequence(plain.received());
      assertThat(guarded.server().stdout()).noneMatch(line -> line.contains("CEF:"));
    }
  }

  @Test
  void receiver_thatIsGone_holdsUpNothingAndGetsAllWhenItComesBack() {
    HeldPort held = HeldPort.any();
    int port = held.port();
    Guarded guarded =
        serve("- { to: \"syslog+tcp://127.0.0.1:%d\", format: ocsf }\n".formatted(port), Map.of());

    AuditLine made = decision(guarded, "read_file", "file.txt");
    guarded
        .audit()
        .await(0, line -> line.kind().equals("export") && line.toString().contains("problem"));
    guarded.server().awaitStderr(line -> line.contains("does not take records"));

    held.close();
    try (SyslogReceiver back = SyslogReceiver.at(port)) {
      back.await(has("\"uid\":\"" + made.id() + "\""));
      guarded
          .audit()
          .await(
              0,
              line -> line.kind().equals("export") && line.toString().contains("\"lost\":\"0\""));
      assertThat(back.received().get(0).id()).isEqualTo("start");
      assertSequence(back.received());

      back.disconnect();
      AuditLine later = decision(guarded, "read_file", "file.txt");
      back.await(has("\"uid\":\"" + later.id() + "\""));
    }
    assertThat(guarded.server().stderr())
        .filteredOn(line -> line.contains("does not take records"))
        .hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void receiver_thatNeverReads_holdsUpNeitherCallsNorTheEnd() {
    try (SyslogReceiver stalled = SyslogReceiver.stalled()) {
      Guarded guarded =
          serve(
              "- { to: \"syslog+tcp://127.0.0.1:%d\", format: ocsf }\n".formatted(stalled.port()),
              Map.of());
      stalled.awaitConnection();

      for (int i = 0; i < 300; i++) {
        assertThat(ToolCalls.text(ToolCalls.call(guarded.client(), "read_file", path("file.txt"))))
            .contains("plain");
      }
      guarded.close();

      assertThat(guarded.audit().lines())
          .extracting(AuditLine::kind)
          .endsWith("stop", "checkpoint");
    }
  }

  /** Calls a tool, and answers the decision on the file that it is about. */
  private AuditLine decision(Guarded guarded, String tool, String name) {
    AuditedCall recorded =
        guarded.call(tool, name.contains(".") ? path(name) : Map.of()).recorded();
    return recorded.decisions().stream()
        .filter(line -> line.gate().equals("file") && line.target().endsWith(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(recorded));
  }

  private static Map<String, String> path(String name) {
    return Map.of("path", name);
  }

  private static void assertCef(AuditLine made, SyslogLine line) {
    assertThat(line.facility()).isEqualTo(AUDIT_FACILITY);
    assertThat(line.severity()).isEqualTo(severity(made));
    assertThat(line.id()).isEqualTo("decision");
    assertThat(line.marked()).isEqualTo(line.message().chars().anyMatch(c -> c > 0x7F));
    assertThat(line.message())
        .startsWith("CEF:0|Sallyport|Sallyport|")
        .contains("|file:" + made.operation().split(" ", -1)[1] + "|")
        .contains(" act=" + made.action() + " ")
        .contains(" filePath=" + made.target() + " ")
        .contains(" cs1Label=call cs1=" + made.call() + " ")
        .contains(" outcome=" + made.verdict() + " ");
  }

  private static void assertOcsf(AuditLine made, SyslogLine line) {
    assertThat(line.severity()).isEqualTo(severity(made));
    // Escaped, so that nothing has to be said of its encoding.
    assertThat(line.marked()).isFalse();
    assertThat(line.message().chars()).allMatch(c -> c < 0x80);
    assertOcsf(made, line.message());
  }

  private static void assertOcsf(AuditLine made, String event) {
    JsonNode ocsf = AuditLine.of(event).json();
    assertThat(ocsf.at("/class_uid").asInt()).isEqualTo(1001);
    assertThat(ocsf.at("/file/path").asText()).isEqualTo(made.target());
    assertThat(ocsf.at("/action_id").asInt())
        .isEqualTo(List.of("", "allowed", "blocked", "observed").indexOf(made.action()));
    assertThat(ocsf.at("/metadata/correlation_uid").asText()).isEqualTo(made.call());
    assertThat(ocsf.at("/firewall_rule/uid").asText()).isEqualTo(made.rule());
  }

  private static void assertOtlp(AuditLine made, LogRecord record) {
    assertOcsf(made, record.getBody().getStringValue());
    assertThat(record).matches(attribute("sallyport.action", made.action()));
    assertThat(record).matches(attribute("sallyport.call", made.call()));
    assertThat(record).matches(attribute("gen_ai.tool.name", made.tool()));
    assertThat(record.getEventName()).isEqualTo("sallyport.decision");
    assertThat(record.getTimeUnixNano()).isPositive();
    assertThat(record.getSeverityNumberValue())
        .isEqualTo(Map.of("allowed", 9, "blocked", 13, "observed", 10).get(made.action()));
  }

  private static int severity(AuditLine made) {
    return Map.of("allowed", 6, "blocked", 4, "observed", 5).get(made.action());
  }

  /** Each number once, in order, none missing. */
  private static void assertSequence(List<SyslogLine> lines) {
    List<Long> expected = new ArrayList<>();
    for (long number = 1; number <= lines.size(); number++) {
      expected.add(number);
    }
    assertThat(lines).extracting(SyslogLine::sequence).isEqualTo(expected);
  }

  private static Predicate<SyslogLine> has(String text) {
    return line -> line.message().contains(text);
  }

  private static Predicate<LogRecord> attribute(String name, String value) {
    return record -> {
      for (KeyValue each : record.getAttributesList()) {
        if (each.getKey().equals(name)) {
          return each.getValue().getStringValue().equals(value);
        }
      }
      return false;
    };
  }
}
