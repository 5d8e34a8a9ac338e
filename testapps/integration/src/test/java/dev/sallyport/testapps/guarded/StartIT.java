package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.LoopbackListener;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerLaunch;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.ToolCalls;
import io.modelcontextprotocol.client.McpSyncClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator reads when something is wrong, word by word, and what then runs. */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
class StartIT {
  /** EX_CONFIG of sysexits.h. */
  private static final int CANNOT_START = 78;

  private static final String REFUSES = "sallyport: refuses to start the server: ";

  private static final String FIVE_MISTAKES =
      """
      sallyport: 1
      mode: %s
      tols: {}
      tools:
        read_file:
          filez: { read: ["/srv/**"] }
          files: { read: ["relative/**"] }
          net: ["host"]
          http: ["FETCH nothing"]
      """;

  @RegisterExtension final RunningServers servers = new RunningServers();

  @Parameter Jdk jdk;

  @TempDir Path directory;
  private Path workspace;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @BeforeEach
  void prepare() throws Exception {
    workspace = Files.createDirectory(directory.toRealPath().resolve("workspace"));
    Files.writeString(workspace.resolve("file.txt"), "inside");
  }

  @Test
  void policyWithMistakes_inEnforceMode_stopsTheStartWithOneLine() {
    ServerProcess server = servers.start(withPolicy(FIVE_MISTAKES.formatted("enforce")));

    Path policy = server.directory().resolve("policy.yaml");
    assertRefusesToStart(
        server,
        policy
            + ":3:1: `tols` is not a key of a policy (did you mean `tools`?), and 4 more;"
            + " run: java -jar sallyport.jar check "
            + policy);
  }

  @Test
  void policyWithMistakes_inAuditMode_isToldAndRecordedAndTheServerRuns() {
    Path audit = directory.resolve("audit.jsonl");
    ServerProcess server =
        servers.start(
            launch()
                .agent(BuildTree.agentJar(), "audit=" + audit)
                .policy(FIVE_MISTAKES.formatted("audit")));

    assertServes(server);

    Path policy = server.directory().resolve("policy.yaml");
    assertThat(server.stderr()).hasSize(2);
    assertThat(server.stderr().get(0))
        .startsWith("sallyport: fault in start: " + policy + ":3:1: `tols` is not a key");
    assertHealthy(server, "audit");
    assertThat(new AuditLog(audit).lines())
        .filteredOn(line -> line.kind().equals("fault"))
        .singleElement()
        .satisfies(
            fault ->
                assertThat(fault.json().path("details").path("what").asText())
                    .startsWith(policy + ":3:1: "));
  }

  @Test
  void policyThatIsMissing_stopsTheStart() {
    Path none = directory.resolve("none.yaml");

    assertRefusesToStart(
        servers.start(launch().agent(BuildTree.agentJar(), "policy=" + none)),
        "can't read the policy: " + none + " (No such file or directory)");
  }

  @Test
  void policyThatIsMissing_withModeAudit_isToldAndTheServerRuns() {
    Path none = directory.resolve("none.yaml");
    ServerProcess server =
        servers.start(launch().agent(BuildTree.agentJar(), "policy=" + none, "mode=audit"));

    assertServes(server);

    assertThat(server.stderr())
        .hasSize(2)
        .first()
        .isEqualTo(
            "sallyport: fault in start: can't read the policy: "
                + none
                + " (No such file or directory)");
    assertHealthy(server, "audit");
  }

  @Test
  void variableThatIsNotSet_inAPolicy_isNamedWithItsPlace() {
    String text =
        """
        sallyport: 1
        mode: enforce
        tools: { read_file: { files: { read: ["${env:SALLYPORT_NO_SUCH}/**"] } } }
        """;
    ServerProcess server = servers.start(withPolicy(text));

    Path policy = server.directory().resolve("policy.yaml");
    assertRefusesToStart(
        server,
        policy
            + ":3:40: environment variable `SALLYPORT_NO_SUCH` is not set"
            + " (set it, or write a default: `${env:SALLYPORT_NO_SUCH:-default}`);"
            + " run: java -jar sallyport.jar check "
            + policy);
  }

  @Test
  void variableThatIsSet_inAPolicy_grantsWhatItNames() {
    String text =
        """
        sallyport: 1
        mode: enforce
        tools: { read_file: { files: { read: ["${env:WORKSPACE}/**"] } } }
        """;
    ServerProcess server =
        servers.start(withPolicy(text).environment("WORKSPACE", workspace.toString()));

    assertServes(server);
    assertHealthy(server, "enforce");
  }

  @Test
  void option_thatIsUnknown_stopsTheStart() {
    assertRefusesToStart(
        servers.start(launch().agent(BuildTree.agentJar(), "polcy=x")),
        "unknown option `polcy`, known are policy, policy-key, mode, audit, lock, approvals,"
            + " reload, untested-jdk, framework-wait");
  }

  @Test
  void mode_thatIsUnknown_stopsTheStart() {
    assertRefusesToStart(
        servers.start(launch().agent(BuildTree.agentJar(), "mode=strict")),
        "mode is `strict`, but can be `audit` or `enforce`");
  }

  @Test
  void agent_givenTwice_stopsTheStart() {
    ServerProcess server =
        servers.start(
            launch()
                .agent(BuildTree.agentJar())
                .jvmArgs("-javaagent:" + BuildTree.agentJar() + "=mode=enforce"));

    assertThat(server.awaitExit()).isEqualTo(CANNOT_START);
    assertHealthy(server, "audit");
    assertThat(server.stderr())
        .hasSize(2)
        .last()
        .isEqualTo(REFUSES + "the agent is in this JVM already, -javaagent is given twice");
  }

  @Test
  void options_asSystemPropertyOrVariable_areRead() {
    ServerProcess property =
        servers.start(launch().agent(BuildTree.agentJar()).jvmArgs("-Dsallyport.mode=enforce"));
    ServerProcess variable =
        servers.start(
            launch().agent(BuildTree.agentJar()).environment("SALLYPORT_MODE", "enforce"));
    ServerProcess argument =
        servers.start(
            launch()
                .agent(BuildTree.agentJar(), "mode=audit")
                .environment("SALLYPORT_MODE", "enforce"));

    assertThat(ToolCalls.names(property.client())).isEmpty();
    assertThat(ToolCalls.names(variable.client())).isEmpty();
    assertThat(ToolCalls.names(argument.client())).hasSize(4);
    assertHealthy(property, "enforce");
    assertHealthy(variable, "enforce");
    assertHealthy(argument, "audit");
  }

  @Test
  void auditFile_onAFullDisk_isToldOnceAndTheServerRuns() {
    ServerProcess server = servers.start(launch().agent(BuildTree.agentJar(), "audit=/dev/full"));

    assertServes(server);
    server.close();

    assertThat(server.stderr())
        .filteredOn(line -> line.contains("No space left on device"))
        .containsExactly("sallyport: audit: /dev/full can't be written: No space left on device");
    assertThat(server.stderr())
        .last()
        .isEqualTo("sallyport: audit: 2 operations of 1 tool would have been refused");
    assertThat(server.stderr()).hasSize(3);
  }

  /** Below a file there is no directory to make, not even for root. */
  @Test
  void auditFile_whereNoneCanBe_goesToStderrAndTheServerRuns() throws Exception {
    Path impossible = Files.createFile(directory.resolve("plain")).resolve("audit.jsonl");
    ServerProcess server =
        servers.start(launch().agent(BuildTree.agentJar(), "audit=" + impossible));

    assertServes(server);
    server.close();

    assertThat(server.stderr())
        .filteredOn(line -> line.startsWith("sallyport: audit: records go to stderr"))
        .hasSize(1);
    assertThat(server.stderr())
        .filteredOn(line -> line.startsWith("{"))
        .map(AuditLine::of)
        .anyMatch(line -> line.operation().equals("file read " + workspace.resolve("file.txt")));
    assertThat(server.stderr())
        .filteredOn(line -> line.startsWith("sallyport 0"))
        .singleElement()
        .asString()
        .endsWith("audit stderr, because " + impossible + " can't be written");
  }

  @Test
  void auditFile_lookedAtByTheAgent_isNotTheServersDoing() {
    Path audit = directory.resolve("records/audit.jsonl");
    ServerProcess server = servers.start(launch().agent(BuildTree.agentJar(), "audit=" + audit));

    assertServes(server);
    server.close();

    assertThat(new AuditLog(audit).lines())
        .anyMatch(line -> line.operation().startsWith("file read "))
        .noneMatch(line -> line.target().startsWith(audit.getParent().toString()));
  }

  @Test
  void posture_ofTheServer_isRecordedByNameOnly() throws Exception {
    Path audit = directory.resolve("audit.jsonl");
    ServerProcess server =
        servers.start(
            launch()
                .agent(BuildTree.agentJar(), "audit=" + audit)
                .jvmArgs("-XX:+DisableAttachMechanism")
                .jvmArgs("--add-opens=java.base/java.lang=ALL-UNNAMED"));

    assertServes(server);
    server.close();

    assertThat(new AuditLog(audit).lines())
        .filteredOn(line -> line.kind().equals("posture"))
        .singleElement()
        .satisfies(
            posture ->
                assertThat(posture.json().path("details").path("findings").asText().split(" "))
                    .contains("opened-jdk")
                    .doesNotContain("attach", "jdwp")
                    .allMatch(code -> code.matches("[a-z-]+")));
  }

  @Test
  void collector_thatIsDown_isToldOnceAndTheServerRuns() {
    LoopbackListener collector = LoopbackListener.answering("");
    collector.close();
    String nobody = "http://127.0.0.1:" + collector.port();
    ServerProcess server =
        servers.start(
            withPolicy(
                """
                sallyport: 1
                telemetry: { otlp: "%s" }
                """
                    .formatted(nobody)));
    McpSyncClient client = server.client();
    for (int i = 0; i < 20; i++) {
      assertThat(ToolCalls.text(ToolCalls.call(client, "read_file", Map.of("path", "file.txt"))))
          .isEqualTo("inside");
    }
    server.awaitStderr(line -> line.startsWith("sallyport: spans: "));
    server.close();

    assertThat(server.stderr())
        .filteredOn(line -> line.startsWith("sallyport: spans: "))
        .singleElement()
        .asString()
        .startsWith("sallyport: spans: " + nobody + "/v1/traces does not take them: ");
    assertHealthy(server, "audit");
    assertThat(server.stderr())
        .filteredOn(line -> line.startsWith("sallyport: metrics: "))
        .singleElement()
        .asString()
        .startsWith("sallyport: metrics: " + nobody + "/v1/metrics does not take them: ");
    assertThat(server.stderr())
        .filteredOn(line -> line.contains("would have been refused"))
        .hasSize(1);
    assertThat(server.stderr()).hasSize(4);
  }

  @Test
  void toolsOfTheJdk_withTheAgentInTheirOptions_runWithoutIt() throws Exception {
    for (String tool : List.of("javac", "jps")) {
      List<String> lines =
          run(jdk.home().resolve("bin").resolve(tool), tool.equals("javac") ? "-version" : "-q");

      assertThat(lines)
          .filteredOn(line -> line.startsWith("sallyport"))
          .singleElement()
          .asString()
          .endsWith(" is a tool of the JDK, so it runs without gates");
    }
  }

  @Test
  void auditFile_ofAServerThatIsKilled_isWholeButForItsEnd() throws Exception {
    Path audit = directory.resolve("audit.jsonl");
    ServerProcess server = servers.start(launch().agent(BuildTree.agentJar(), "audit=" + audit));
    McpSyncClient client = server.client();
    for (int i = 0; i < 50; i++) {
      ToolCalls.call(client, "read_file", Map.of("path", "file.txt"));
    }
    new AuditLog(audit).await(0, line -> line.ends("read_file"));
    ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
    server.awaitExit();

    // Fails at a line that is not whole.
    List<AuditLine> lines = new AuditLog(audit).lines();
    assertThat(lines).anyMatch(line -> line.ends("read_file"));
    assertThat(lines).extracting(AuditLine::kind).doesNotContain("stop");

    Files.writeString(
        audit, new AuditLog(audit).text() + "{\"time\":\"2026-", StandardCharsets.UTF_8);
    ProcessBuilder builder =
        new ProcessBuilder(
                jdk.java().toString(),
                "-jar",
                BuildTree.agentJar().toString(),
                "decisions",
                "--tool",
                "read_file",
                audit.toString())
            .redirectErrorStream(true);
    // Wide enough for paths.
    builder.environment().put("COLUMNS", "500");
    Process reader = builder.start();
    String shown = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(reader.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(shown).contains("read_file", workspace.resolve("file.txt").toString());
    assertThat(reader.exitValue()).isEqualTo(1);
  }

  private static void assertRefusesToStart(ServerProcess server, String why) {
    assertThat(server.awaitExit()).isEqualTo(CANNOT_START);
    assertThat(server.stderr()).containsExactly(REFUSES + why);
    assertThat(server.stdout()).isEmpty();
  }

  private static void assertServes(ServerProcess server) {
    McpSyncClient client = server.client();
    assertThat(ToolCalls.text(ToolCalls.call(client, "read_file", Map.of("path", "file.txt"))))
        .isEqualTo("inside");
  }

  private static void assertHealthy(ServerProcess server, String mode) {
    assertThat(server.stderr())
        .filteredOn(line -> line.matches("sallyport \\S+: " + mode + ", policy .*"))
        .singleElement()
        .asString()
        .containsPattern("hooks (\\d+)/\\1 live, \\d+ wait for their class, canaries 6/6,");
  }

  private ServerLaunch launch() {
    return ServerProcess.of(App.filesServer()).jdk(jdk).args(workspace.toString());
  }

  private ServerLaunch withPolicy(String text) {
    return launch().agent(BuildTree.agentJar()).policy(text);
  }

  private List<String> run(Path program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_TOOL_OPTIONS", "-javaagent:" + BuildTree.agentJar());
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
    return text.lines().toList();
  }
}
