package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.RawClient;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.guarded.Guarded.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Code inside a tool call against the agent itself, under a policy that grants all there is. */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
class SelfProtectionIT {
  private static final String EVERYTHING =
      """
      sallyport: 1
      mode: %s
      tools:
        "*":
          files: { read: ["/**"], write: ["/**"], delete: ["/**"] }
          jvm: [diagnostics, foreign, instrument, signals, unsafe]
      """;

  private static final String EXIT =
      """
      sallyport: 1
      mode: %s
      tools: { exit_jvm: { jvm: [%s] }, halt_jvm: {}, attach_self: {}, reflect_ordinarily: {} }
      """;

  @RegisterExtension final RunningServers servers = new RunningServers();

  @Parameter Jdk jdk;

  @TempDir Path temporary;
  private Path directory;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @BeforeEach
  void resolve() throws Exception {
    directory = temporary.toRealPath();
  }

  private ServerProcess launch(String policy) {
    App app = App.hostileServer();
    Path audit = directory.resolve("audit.jsonl");
    return servers.start(
        Hostile.arm(Guarded.lasting(app, jdk, policy, audit), app, jdk, directory)
            .args(directory.toString()));
  }

  private Guarded start(String policy) {
    ServerProcess server = launch(policy);
    return new Guarded(server, server.client(), new AuditLog(directory.resolve("audit.jsonl")));
  }

  private static Told attack(Guarded server, String tool, String target) {
    return server.call(tool, Map.of("target", target));
  }

  private static void assertProtected(Told told, String reached, String operation) {
    assertThat(told.text()).doesNotContain(reached);
    assertThat(told.answer().isError()).isTrue();
    assertThat(told.recorded().on(operation))
        .isNotEmpty()
        .allSatisfy(
            decision -> {
              assertThat(decision.action()).isEqualTo("blocked");
              assertThat(decision.reason()).isEqualTo("protected");
              assertThat(decision.rule()).startsWith("built-in.agent");
            });
  }

  @Test
  void agent_underEveryGrant_isOutOfReach() throws Exception {
    Guarded server = start(EVERYTHING.formatted("enforce"));

    assertProtected(
        attack(server, "open_guard", ""), "guard: ", "agent touch java.lang.SallyportGate.GUARD");
    assertProtected(
        attack(server, "look_into_gate", ""), "inside: ", "agent touch java.lang.SallyportGate");
    assertProtected(
        attack(server, "define_in_java_lang", ""),
        "defined: ",
        "agent touch beside java.lang.Object");
    assertProtected(
        attack(server, "interrupt_recorder", ""),
        "interrupted ",
        "agent touch interrupt sallyport-recorder");
    assertProtected(
        attack(server, "stop_recorder", ""), "stopped ", "agent touch stop sallyport-recorder");
    assertThat(attack(server, "use_agent_class", "dev.sallyport.agent.context.ThreadState").text())
        .isEqualTo("kept out");

    Told ordinary = attack(server, "reflect_ordinarily", "");
    assertThat(ordinary.text()).contains("mine defined: ");
    assertThat(ordinary.recorded().denials()).isEmpty();
  }

  @Test
  void agentsFiles_underEveryGrant_stayAsTheyAre() throws Exception {
    Guarded server = start(EVERYTHING.formatted("enforce"));
    Path policy = server.server().directory().resolve("policy.yaml");
    Path audit = server.audit().file();
    Path link = Files.createSymbolicLink(directory.resolve("link"), policy);
    String before = Files.readString(policy);

    assertProtected(
        attack(server, "write_file", policy.toString()), "written", "file write " + policy);
    Path lock = policy.resolveSibling("sallyport.lock");
    for (Path file : List.of(lock, policy.resolveSibling("sallyport.lock.1.new"))) {
      Files.writeString(file, "sallyport-lock 1\n");
      assertProtected(
          attack(server, "write_file", file.toString()), "written", "file write " + file);
      assertProtected(
          attack(server, "delete_file", file.toString()), "deleted", "file delete " + file);
    }
    assertProtected(
        attack(server, "write_file", link.toString()), "written", "file write " + policy);
    assertProtected(
        attack(server, "write_file", audit.toString()), "written", "file write " + audit);
    assertProtected(
        attack(server, "delete_file", policy.toString()), "deleted", "file delete " + policy);
    assertProtected(
        attack(server, "delete_file", audit.toString()), "deleted", "file delete " + audit);

    assertThat(policy).hasContent(before);
    assertThat(server.audit().text()).doesNotContain("forged");
    Path other = Files.writeString(directory.resolve("other"), "");
    assertThat(attack(server, "write_file", other.toString()).text()).contains("written");
  }

  /** As a ConfigMap has it: the policy stands behind a link, which another policy could get. */
  private Guarded startBehindLink(String mode) throws IOException {
    Path good = Files.createDirectory(directory.resolve("good"));
    Files.writeString(good.resolve("policy.yaml"), EVERYTHING.formatted(mode));
    Path data = Files.createSymbolicLink(directory.resolve("data"), Path.of("good"));
    Path audit = directory.resolve("audit.jsonl");
    ServerProcess server =
        servers.start(
            ServerProcess.of(App.hostileServer())
                .jdk(jdk)
                .agent(
                    BuildTree.agentJar(), "policy=" + data.resolve("policy.yaml"), "audit=" + audit)
                .brief()
                .args(directory.toString()));
    return new Guarded(server, server.client(), new AuditLog(audit));
  }

  @Test
  void linkToThePolicy_underEveryGrant_staysAsItIs() throws Exception {
    Guarded server = startBehindLink("enforce");
    Path data = directory.resolve("data");
    Path other = Files.createSymbolicLink(directory.resolve("other"), Path.of("good"));

    assertProtected(
        attack(server, "delete_file", data.toString()), "deleted", "file delete " + data);
    assertThat(Files.readSymbolicLink(data)).isEqualTo(Path.of("good"));

    assertThat(attack(server, "delete_file", other.toString()).text()).contains("deleted");
    assertThat(other).doesNotExist();
  }

  @Test
  void linkToThePolicy_inAuditMode_isObserved() throws Exception {
    Guarded server = startBehindLink("audit");
    Path data = directory.resolve("data");

    Told told = attack(server, "delete_file", data.toString());

    assertThat(data).doesNotExist();
    assertThat(told.recorded().on("file delete " + data))
        .isNotEmpty()
        .allSatisfy(decision -> assertThat(decision.action()).isEqualTo("observed"));
  }

  @Test
  void options_changedAfterTheStart_changeNothing() {
    Guarded server = start(EVERYTHING.formatted("enforce"));

    assertThat(attack(server, "change_options", "").text()).contains("mode is audit");

    assertProtected(
        attack(server, "open_guard", ""), "guard: ", "agent touch java.lang.SallyportGate.GUARD");
  }

  @Test
  void agent_inAuditMode_isTouchedAndThatIsRecorded() {
    Guarded server = start(EVERYTHING.formatted("audit"));

    Told touched = attack(server, "interrupt_recorder", "");
    assertThat(touched.text()).contains("interrupted ");
    assertThat(touched.recorded().on("agent touch interrupt sallyport-recorder"))
        .singleElement()
        .satisfies(decision -> assertThat(decision.action()).isEqualTo("observed"));

    // The recorder goes on.
    assertThat(attack(server, "reflect_ordinarily", "").recorded().denials()).isEmpty();
  }

  @Test
  void gate_calledByATool_doesNotMakeItTheServer() throws Exception {
    Guarded server = start(serversFile("enforce"));

    Told told = attack(server, "call_gate", directory.resolve("servers.txt").toString());

    assertProtected(told, "for the server", "agent touch java.lang.SallyportGate");
  }

  @Test
  void gate_calledByATool_inAuditMode_isRecorded() throws Exception {
    Guarded server = start(serversFile("audit"));

    Told told = attack(server, "call_gate", directory.resolve("servers.txt").toString());

    assertThat(told.text()).contains("for the server");
    assertThat(told.recorded().denials())
        .extracting(AuditLine::operation)
        .contains("agent touch java.lang.SallyportGate");
  }

  private String serversFile(String mode) throws IOException {
    Path file = Files.writeString(directory.resolve("servers.txt"), "for the server");
    return """
        sallyport: 1
        mode: %s
        tools: { call_gate: {} }
        runtime: { serving: { files: { read: ["%s"] } } }
        """
        .formatted(mode, file);
  }

  @Test
  void exit_withoutItsGrant_leavesTheServerUp() {
    Guarded server = start(EXIT.formatted("enforce", ""));

    for (String tool : List.of("exit_jvm", "halt_jvm")) {
      Told told = attack(server, tool, "");
      assertThat(told.answer().isError()).isTrue();
      assertThat(told.recorded().denials())
          .singleElement()
          .satisfies(denial -> assertThat(denial.gate()).isEqualTo("jvm"));
    }

    assertThat(attack(server, "reflect_ordinarily", "").text()).contains("mine");
  }

  @Test
  void exit_withItsGrant_endsTheServer() {
    assertExits("enforce", "exit", "allowed");
  }

  @Test
  void exit_inAuditMode_endsTheServerAndIsRecorded() {
    assertExits("audit", "", "observed");
  }

  private void assertExits(String mode, String grant, String action) {
    ServerProcess server = launch(EXIT.formatted(mode, grant));
    RawClient client = server.raw();
    client.handshake();

    // Nobody answers.
    client.send(
        """
        {"jsonrpc":"2.0","id":1,"method":"tools/call","params":\
        {"name":"exit_jvm","arguments":{}}}""");

    assertThat(server.awaitExit()).isEqualTo(3);
    assertThat(new AuditLog(directory.resolve("audit.jsonl")).decisionsOf("exit_jvm"))
        .filteredOn(decision -> decision.operation().equals("jvm exit exit 3"))
        .singleElement()
        .satisfies(decision -> assertThat(decision.action()).isEqualTo(action));
  }

  @Test
  void attach_withoutItsGrant_doesNotAttach() {
    Guarded server = start(EXIT.formatted("enforce", ""));

    Told told = attack(server, "attach_self", "");

    assertThat(told.text()).doesNotContain("attached to");
    assertThat(told.recorded().denials())
        .first()
        .satisfies(
            denial ->
                assertThat(denial.operation()).isEqualTo("jvm attach " + server.server().pid()));
  }

  @Test
  void attach_inAuditMode_attachesAndIsRecorded() {
    Guarded server = start(EXIT.formatted("audit", ""));

    Told told = attack(server, "attach_self", "");

    assertThat(told.text()).contains("attached to");
    assertThat(told.recorded().on("jvm attach " + server.server().pid()))
        .singleElement()
        .satisfies(decision -> assertThat(decision.action()).isEqualTo("observed"));
  }
}
