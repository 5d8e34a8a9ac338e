package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.RawClient;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerLaunch;
import dev.sallyport.testapps.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server without a framework is told so, and held to what the server itself may do. */
class NoFrameworkIT {
  private static final String LOUD = "sallyport: NO MCP FRAMEWORK FOUND within 1 s:";

  @RegisterExtension final RunningServers servers = new RunningServers();

  private Path granted;
  private Path other;
  private AuditLog audit;

  @BeforeEach
  void prepare(@TempDir Path temporary) throws Exception {
    Path directory = temporary.toRealPath();
    granted = Files.writeString(directory.resolve("granted.txt"), "of the server");
    other = Files.writeString(directory.resolve("other.txt"), "of nobody");
    audit = new AuditLog(directory.resolve("audit.jsonl"));
  }

  static Stream<Jdk> jdks() {
    return Jdks.all().stream();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void homeMadeServer_enforced_isToldAndHeldToServing(Jdk jdk) {
    ServerProcess server = servers.start(launch("homemade", jdk, "enforce"));

    server.awaitStderr(line -> line.startsWith(LOUD));

    // Whatever the tool's own entry grants.
    assertThat(read(server.raw(), 1, granted)).contains("of the server");
    assertThat(read(server.raw(), 2, other)).doesNotContain("of nobody").contains("isError\":true");
    assertThat(found()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void homeMadeServer_inAuditMode_isToldAndNotStopped(Jdk jdk) {
    ServerProcess server = servers.start(launch("homemade", jdk, "audit"));

    server.awaitStderr(line -> line.startsWith(LOUD));

    assertThat(read(server.raw(), 1, other)).contains("of nobody");
    audit.await(0, line -> line.operation().equals("file read " + other));
    assertThat(audit.lines())
        .filteredOn(line -> line.operation().equals("file read " + other))
        .extracting(AuditLine::action, line -> line.json().at("/principal/phase").asText())
        .containsExactly(tuple("observed", "serving"));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void serverOnAFramework_isFound(Jdk jdk) {
    ServerProcess server = servers.start(launch("sdk", jdk, "enforce"));

    assertThat(found()).contains("io.modelcontextprotocol.server.McpAsyncServer");
    assertThat(server.stderr()).noneMatch(line -> line.contains("NO MCP FRAMEWORK"));
  }

  private ServerLaunch launch(String framework, Jdk jdk, String mode) {
    String policy =
        """
        sallyport: 1
        mode: %s
        tools:
          read_file: { files: { read: ["%s"] } }
        runtime:
          serving: { files: { read: ["%s"] } }
        """
            .formatted(mode, other, granted);
    ServerLaunch launch = Guarded.launch(App.framework(framework), jdk, policy, audit.file());
    return launch
        .environment("SALLYPORT_FRAMEWORK_WAIT", framework.equals("sdk") ? "60" : "1")
        .args("stdio");
  }

  private static String read(RawClient client, int id, Path file) {
    return client.call(id, "read_file", Map.of("path", file.toString()));
  }

  /** What the audit file says of the framework. */
  private String found() {
    audit.await(0, line -> line.kind().equals("framework"));
    return audit.lines().stream()
        .filter(line -> line.kind().equals("framework"))
        .map(line -> line.json().path("details").path("found").asText())
        .findFirst()
        .orElseThrow();
  }
}
