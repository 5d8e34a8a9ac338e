package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.RawClient;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerFailure;
import dev.sallyport.testapps.ServerLaunch;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.ToolCalls;
import dev.sallyport.testapps.guarded.Guarded.Told;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every line of the official SDK under the agent: with blocking handlers on the oldest JDK, with
 * asynchronous ones on the newest.
 */
class SdkLinesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @RegisterExtension final RunningServers servers = new RunningServers();

  @TempDir Path directory;
  private Path granted;
  private Path secret;

  static Stream<Arguments> lines() {
    Jdk oldest = Jdks.all().get(0);
    Jdk newest = Jdks.newest(Jdks.OLDEST);
    return App.sdkLines().stream()
        .flatMap(
            app ->
                Stream.of(
                    Arguments.argumentSet(app + ", " + oldest + ", sync", app, oldest, "sync"),
                    Arguments.argumentSet(app + ", " + newest + ", async", app, newest, "async")));
  }

  static List<App> apps() {
    return App.sdkLines();
  }

  @BeforeEach
  void prepare() throws Exception {
    Path root = directory.toRealPath();
    granted = Files.writeString(root.resolve("granted.txt"), "granted");
    secret = Files.writeString(root.resolve("secret.txt"), "classified");
  }

  @ParameterizedTest
  @MethodSource("lines")
  void tools_inEnforceMode_areHiddenRefusedAndBound(App app, Jdk jdk, String kind) {
    Path audit = granted.resolveSibling("audit.jsonl");
    ServerProcess process =
        servers.start(
            Guarded.launch(
                    app,
                    jdk,
                    """
                    sallyport: 1
                    mode: enforce
                    tools:
                      read_file: { files: { read: ["%s"] } }
                    """
                        .formatted(granted),
                    audit)
                .args(kind));
    Guarded server = new Guarded(process, process.client(), new AuditLog(audit));

    assertThat(ToolCalls.names(server.client())).containsExactly("read_file");

    Told allowed = server.call("read_file", Map.of("path", granted.toString()));
    assertThat(allowed.text()).isEqualTo("granted");
    assertThat(allowed.recorded().end().outcome()).isEqualTo("ok");

    Told denied = server.call("read_file", Map.of("path", secret.toString()));
    assertRefused(denied, "file read " + secret);

    Told unlisted = server.call("echo", Map.of("text", "said"));
    assertRefused(unlisted, "tool call echo");
    assertThat(process.stderr()).noneMatch(line -> line.startsWith("echo: "));
  }

  @ParameterizedTest
  @MethodSource("apps")
  void answers_inAuditMode_areTheSame(App app) {
    ServerLaunch bare = ServerProcess.of(app).jdk(Jdks.all().get(0));
    ServerLaunch guarded = ServerProcess.of(app).jdk(Jdks.all().get(0)).agent(BuildTree.agentJar());

    assertThat(answers(guarded)).isEqualTo(answers(bare));
  }

  /**
   * Asks a second server where the first falls silent: with and without the agent, several lines
   * now and then lose an answer that is sent while another one is still on its way out.
   */
  private List<String> answers(ServerLaunch launch) {
    try {
      return answers(servers.start(launch));
    } catch (ServerFailure silent) {
      return answers(servers.start(launch));
    }
  }

  private List<String> answers(ServerProcess server) {
    RawClient client = server.raw();
    return List.of(
        client.handshake(),
        client.exchange(
            """
            {"jsonrpc":"2.0","id":1,"method":"tools/list"}""",
            PATIENCE),
        client.exchange(request(2, "read_file", "path", secret.toString()), PATIENCE),
        client.exchange(request(3, "echo", "text", "said"), PATIENCE),
        // Last, because it is after an error that they most often fall silent.
        client.exchange(request(4, "read_file", "path", "none"), PATIENCE));
  }

  private static String request(int id, String tool, String argument, String value) {
    return """
        {"jsonrpc":"2.0","id":%d,"method":"tools/call",\
        "params":{"name":"%s","arguments":{"%s":"%s"}}}"""
        .formatted(id, tool, argument, value);
  }

  private static void assertRefused(Told told, String operation) {
    assertThat(told.answer().isError()).isTrue();
    assertThat(told.text()).startsWith("Refused by policy (sallyport ");
    assertThat(told.recorded().end().outcome()).isEqualTo("refused");
    assertThat(told.recorded().on(operation))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line.action()).isEqualTo("blocked"))
        .allSatisfy(line -> assertThat(told.text()).contains(line.id()));
  }
}
