package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.NodeTools;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerLaunch;
import dev.sallyport.testapps.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The protocol's own conformance suite finds the same with the agent as without. */
class ConformanceIT {
  private static final String GRANTS_ALL =
      """
      sallyport: 1
      mode: %s
      tools: { "*": {} }
      resources: { "**": {} }
      prompts: { "*": {} }
      """;

  /** What offers all that the suite asks for. */
  private record Server(App app, List<String> args) {
    ServerLaunch launch() {
      return ServerProcess.of(app).args(args.toArray(String[]::new));
    }

    @Override
    public String toString() {
      return app.toString();
    }
  }

  @RegisterExtension final RunningServers servers = new RunningServers();

  private NodeTools node;

  @BeforeEach
  void install() throws IOException {
    node = NodeSetup.tools();
  }

  static Stream<Arguments> servers() {
    return Stream.of(
            new Server(App.conformanceServer(), List.of()),
            new Server(App.quarkus("conformance"), List.of("streamable")))
        .flatMap(server -> Jdks.all().stream().map(jdk -> arguments(server, jdk)));
  }

  @ParameterizedTest
  @MethodSource("servers")
  void suite_withTheAgent_findsTheSameAsWithout(Server server, Jdk jdk, @TempDir Path directory)
      throws IOException {
    AuditLog audit = new AuditLog(directory.resolve("audit.jsonl"));

    List<String> bare = found(bare(server, jdk));

    assertThat(bare).hasSizeGreaterThan(25).allMatch(line -> line.endsWith(" 0 failed"));
    assertThat(found(guarded(server, jdk, "audit", directory.resolve("audited.jsonl"))))
        .isEqualTo(bare);
    assertThat(found(guarded(server, jdk, "enforce", audit.file()))).isEqualTo(bare);
    // The suite's own check against DNS rebinding: the agent's comes before the server's.
    assertThat(audit.lines())
        .filteredOn(line -> line.action().equals("blocked"))
        .extracting(AuditLine::target)
        .containsExactly("evil.example.com");
    assertThat(audit.lines())
        .extracting(AuditLine::operation)
        .contains("tool call test_simple_text", "prompt get test_simple_prompt");
  }

  private static ServerLaunch bare(Server server, Jdk jdk) {
    return server.launch().jdk(jdk).brief().http();
  }

  private static ServerLaunch guarded(Server server, Jdk jdk, String mode, Path audit) {
    return bare(server, jdk)
        .agent(BuildTree.agentJar(), "audit=" + audit)
        .policy(GRANTS_ALL.formatted(mode));
  }

  /** One line for each scenario. */
  private List<String> found(ServerLaunch launch) throws IOException {
    int port = servers.start(launch).endpoint().getPort();
    // The suite's check against DNS rebinding wants the name.
    String url = "http://localhost:" + port + "/mcp";
    NodeTools.Result result =
        node.program("conformance", List.of("server", "--url", url, "--suite", "active"));
    List<String> lines =
        result.output().lines().filter(line -> line.contains(" passed, ")).toList();
    assertThat(lines).as(result.output() + result.errors()).isNotEmpty();
    return lines;
  }
}
