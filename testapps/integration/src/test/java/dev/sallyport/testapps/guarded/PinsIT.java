package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.RawClient;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerLaunch;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.ToolCalls;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
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

/**
 * A server that says other things of itself than it did first, while it runs and when it starts.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
class PinsIT {
  private static final String EVERYTHING =
      """
      sallyport: 1
      mode: %s
      tools: { "*": { files: { write: ["/**"] } } }
      prompts: { "*": {} }
      resources: { "**": {} }
      """;

  private static final String FORGED = "sallyport-lock 1\n";
  private static final String LIST =
      """
      {"jsonrpc":"2.0","id":3,"method":"tools/list"}""";
  private static final String NOTE = "note://plan";

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @RegisterExtension final RunningServers servers = new RunningServers();

  @Parameter Jdk jdk;

  @TempDir Path temporary;
  private Path lock;
  private AuditLog audit;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @BeforeEach
  void name() throws Exception {
    lock = temporary.toRealPath().resolve("pins.lock");
    audit = new AuditLog(temporary.toRealPath().resolve("audit.jsonl"));
  }

  private ServerLaunch launch(String mode, String... changes) {
    return ServerProcess.of(App.changingServer())
        .jdk(jdk)
        .agent(BuildTree.agentJar(), "audit=" + audit.file(), "lock=" + lock)
        .policy(EVERYTHING.formatted(mode))
        .brief()
        .args(changes);
  }

  private McpSyncClient start(String mode, String... changes) {
    return servers.start(launch(mode, changes)).client();
  }

  /** A whole run, in which everything is listed once. */
  private void run(String mode, String... changes) {
    try (ServerProcess server = launch(mode, changes).start()) {
      McpSyncClient client = server.client();
      assertThat(ToolCalls.names(client)).isNotEmpty();
      client.listPrompts();
      client.listResources();
    }
  }

  private static void change(McpSyncClient client, String what) {
    assertThat(ToolCalls.text(ToolCalls.call(client, "change", Map.of("change", what))))
        .isEqualTo("changed " + what);
  }

  private static String weather(McpSyncClient client) {
    return ToolCalls.text(ToolCalls.call(client, "weather", Map.of()));
  }

  /** {@code java -jar sallyport.jar pins}. */
  private String pins(int exit, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(jdk.java().toString(), "-jar", BuildTree.agentJar().toString()));
    command.add("pins");
    command.addAll(List.of(arguments));
    command.addAll(List.of("--lock", lock.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(exit);
    return said;
  }

  @Test
  void changedTool_isHiddenAndRefusedUntilItIsAccepted() throws Exception {
    McpSyncClient client = start("enforce");
    assertThat(ToolCalls.names(client))
        .containsExactlyInAnyOrder("weather", "forecast", "change", "write");
    assertThat(weather(client)).isEqualTo("sunny");

    change(client, "tool");
    assertThat(ToolCalls.names(client)).containsExactlyInAnyOrder("forecast", "change", "write");
    int before = audit.lines().size();
    assertThat(weather(client)).startsWith("Refused by policy (sallyport ");
    assertThat(audit.awaitCall(before, "weather").decisions())
        .singleElement()
        .satisfies(
            decision -> {
              assertThat(decision.reason()).isEqualTo("changed");
              assertThat(decision.rule()).isEqualTo("built-in.pin");
              assertThat(decision.action()).isEqualTo("blocked");
            });

    awaitLock(" seen ");
    assertThat(pins(1)).contains("CHANGED  tool", "1 changed");
    assertThat(pins(0, "accept", "weather")).startsWith("1 of ");
    awaitShown(client, "weather");
    assertThat(weather(client)).isEqualTo("sunny");
  }

  /** The lock is written after the answer that a change came with. */
  private void awaitLock(String text) throws Exception {
    try (WatchService watch = lock.getFileSystem().newWatchService()) {
      lock.getParent()
          .register(
              watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
      while (!Files.exists(lock) || !Files.readString(lock).contains(text)) {
        WatchKey key = watch.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(key).as("a change of the lock").isNotNull();
        key.pollEvents();
        key.reset();
      }
    }
  }

  /** A running server looks for what was accepted from time to time. */
  private static void awaitShown(McpSyncClient client, String tool) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!ToolCalls.names(client).contains(tool)) {
      assertThat(System.nanoTime()).as("the time").isLessThan(deadline);
    }
  }

  @Test
  void changedTool_inAuditMode_isObserved() {
    McpSyncClient client = start("audit");
    List<String> names = ToolCalls.names(client);

    change(client, "tool");
    assertThat(ToolCalls.names(client)).containsExactlyInAnyOrderElementsOf(names);
    int before = audit.lines().size();
    assertThat(weather(client)).isEqualTo("sunny");

    assertThat(audit.awaitCall(before, "weather").decisions())
        .singleElement()
        .satisfies(
            decision -> {
              assertThat(decision.reason()).isEqualTo("changed");
              assertThat(decision.action()).isEqualTo("observed");
            });
    assertThat(details("pin", "kind", "name")).containsExactly("tool weather");
  }

  @Test
  void changedTool_isFoundToSpeakToTheModel() {
    McpSyncClient client = start("audit");
    ToolCalls.names(client);
    change(client, "tool");
    ToolCalls.names(client);
    ToolCalls.names(client);

    audit.await(0, line -> found(line).equals("names-secret-files"));
    assertThat(details("screening", "name", "finding", "where"))
        .containsExactlyInAnyOrder(
            "weather poses-as-message description",
            "weather acts-beforehand description",
            "weather names-secret-files description",
            "weather hides-from-user description");
  }

  private static String found(AuditLine line) {
    return line.json().path("details").path("finding").asText();
  }

  private List<String> details(String kind, String... names) {
    return audit.lines().stream()
        .filter(line -> line.kind().equals(kind))
        .map(
            line ->
                String.join(
                    " ",
                    List.of(names).stream()
                        .map(name -> line.json().path("details").path(name).asText())
                        .toList()))
        .toList();
  }

  @Test
  void whatComesBack_orComesLater_isShown() {
    McpSyncClient client = start("enforce");
    ToolCalls.names(client);
    change(client, "tool");
    assertThat(ToolCalls.names(client)).doesNotContain("weather");

    change(client, "restore");
    change(client, "late");
    assertThat(ToolCalls.names(client)).contains("weather", "late");
    assertThat(weather(client)).isEqualTo("sunny");
    assertThat(ToolCalls.text(ToolCalls.call(client, "late", Map.of()))).isEqualTo("late");
  }

  @Test
  void schema_changedInPlace_isSeen() {
    McpSyncClient client = start("enforce");
    assertThat(ToolCalls.names(client)).contains("forecast");

    change(client, "schema");

    assertThat(ToolCalls.names(client)).doesNotContain("forecast");
    assertThat(ToolCalls.text(ToolCalls.call(client, "forecast", Map.of()))).startsWith("Refused");
  }

  @Test
  void changeBetweenRuns_isHiddenAndRefused_inAuditShown() throws Exception {
    run("enforce");
    assertThat(pins(0)).contains("server", "instructions", "7 pins: 0 changed, 7 new");

    McpSyncClient client = start("enforce", "tool", "prompt", "resource");
    assertThat(ToolCalls.names(client)).containsExactlyInAnyOrder("forecast", "change", "write");
    assertThat(client.listPrompts().prompts()).isEmpty();
    assertThat(client.listResources().resources()).isEmpty();
    assertThat(weather(client)).startsWith("Refused");
    assertThatThrownBy(() -> client.getPrompt(GetPromptRequest.builder("plan").build()))
        .isInstanceOf(McpError.class)
        .hasMessageStartingWith("Refused");
    assertThatThrownBy(() -> client.readResource(ReadResourceRequest.builder(NOTE).build()))
        .isInstanceOf(McpError.class)
        .hasMessageStartingWith("Refused");

    McpSyncClient audited = start("audit", "tool", "prompt", "resource");
    assertThat(ToolCalls.names(audited)).hasSize(4);
    assertThat(audited.listPrompts().prompts()).hasSize(1);
    assertThat(audited.listResources().resources()).hasSize(1);
    assertThat(audited.readResource(ReadResourceRequest.builder(NOTE).build()).contents())
        .hasSize(1);
  }

  @Test
  void changeBetweenRuns_thatIsAccepted_isAllowed() throws Exception {
    run("enforce");
    run("enforce", "tool", "prompt", "resource");
    assertThat(pins(1)).contains("7 pins: 3 changed");
    pins(0, "accept", "--all");

    McpSyncClient client = start("enforce", "tool", "prompt", "resource");
    assertThat(ToolCalls.names(client)).hasSize(4);
    assertThat(weather(client)).isEqualTo("sunny");
    assertThat(client.getPrompt(GetPromptRequest.builder("plan").build()).messages()).hasSize(1);
    assertThat(client.readResource(ReadResourceRequest.builder(NOTE).build()).contents())
        .hasSize(1);
    assertThat(pins(0)).contains("7 pins: 0 changed, 0 new");
  }

  private static String write(RawClient client, int id, Path file) {
    return client.call(id, "write", Map.of("path", file.toString(), "text", FORGED));
  }

  @Test
  void lock_isNotWrittenByATool_beforeItIsThereAndAfter() throws Exception {
    // The SDK's client lists the tools by itself.
    RawClient client = servers.start(launch("enforce")).raw();
    client.handshake();
    assertThat(write(client, 1, lock)).contains("Refused by policy (sallyport ");
    assertThat(lock).doesNotExist();
    Path other = lock.resolveSibling("other.lock");
    assertThat(write(client, 2, other)).contains("\"written\"");
    assertThat(other).hasContent(FORGED);

    client.exchange(LIST);
    awaitLock("weather");
    assertThat(write(client, 4, lock)).contains("Refused by policy (sallyport ");
    assertThat(pins(0)).contains("0 changed");
  }

  @Test
  void lock_writtenByATool_inAuditMode_isObserved() throws Exception {
    RawClient client = servers.start(launch("audit")).raw();
    client.handshake();
    assertThat(write(client, 1, lock)).contains("\"written\"");
    assertThat(lock).hasContent(FORGED);
    assertThat(audit.awaitCall(0, "write").decisions())
        .filteredOn(decision -> decision.verdict().equals("deny"))
        .isNotEmpty()
        .allSatisfy(
            decision -> {
              assertThat(decision.operation()).isEqualTo("file write " + lock);
              assertThat(decision.action()).isEqualTo("observed");
            });
  }

  @Test
  void lockWithoutDirectory_stopsTheStart_inAuditIsRecorded() throws Exception {
    lock = lock.resolveSibling("absent").resolve("pins.lock");

    assertUnusable(": its directory is not there");
    assertThat(lock.getParent()).doesNotExist();
  }

  @Test
  void lockThatIsDamaged_stopsTheStart_inAuditIsRecorded() throws Exception {
    String damaged = "sallyport-lock 1\nfixed\n";
    Files.writeString(lock, damaged);

    assertUnusable(":2: no name in quotes at its end");
    assertThat(lock).hasContent(damaged);
  }

  private void assertUnusable(String why) throws Exception {
    String problem = "can't use the lock: " + lock + why;
    ServerProcess refused = servers.start(launch("enforce"));
    assertThat(refused.awaitExit()).isEqualTo(78);
    assertThat(refused.stderr())
        .containsExactly("sallyport: refuses to start the server: " + problem);

    assertThat(ToolCalls.names(start("audit"))).hasSize(4);
    assertThat(audit.lines())
        .filteredOn(line -> line.kind().equals("fault"))
        .singleElement()
        .satisfies(line -> assertThat(line.toString()).contains(problem));
  }
}
