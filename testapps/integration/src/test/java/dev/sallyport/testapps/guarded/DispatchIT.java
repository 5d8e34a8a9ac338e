package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerLaunch;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.frameworks.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A server without a framework calls its tools where its policy says, or is told that it does not.
 */
class DispatchIT {
  private static final String CLASS = "dev.sallyport.testapps.frameworks.HomeMade";
  private static final String METHOD = "call(String, Map)";

  /** Who started the server may use it. */
  private static final String CALLERS = "callers: { local: { subject: desk } }\n";

  @RegisterExtension final RunningServers servers = new RunningServers();

  private Path granted;
  private Path other;
  private AuditLog audit;

  @BeforeEach
  void prepare(@TempDir Path temporary) throws Exception {
    Path directory = temporary.toRealPath();
    granted = Files.writeString(directory.resolve("granted.txt"), "of the tool");
    other = Files.writeString(directory.resolve("other.txt"), "of nobody");
    audit = new AuditLog(directory.resolve("audit.jsonl"));
  }

  static Stream<Jdk> jdks() {
    return Jdks.all().stream();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void calls_areDecidedWhereTheyPass(Jdk jdk) {
    ServerProcess server = servers.start(launch(jdk, "enforce", DispatchPolicy.of(METHOD)));

    assertThat(read(server, 1, granted)).contains("of the tool", "\"isError\":false");
    assertThat(read(server, 2, other))
        .contains("Refused by policy", "\"isError\":true", "dev.sallyport/decisions")
        .doesNotContain("of nobody", other.toString());
    assertThat(server.raw().call(3, Scenario.SHOUT, Map.of("text", "said")))
        .contains("Refused by policy", "\"isError\":true");
    assertThat(server.stderr()).doesNotContain("ran: " + Scenario.SHOUT);
    audit.await(0, line -> line.kind().equals("framework"));
    assertThat(audit.lines())
        .anyMatch(line -> line.json().at("/details/found").asText().equals(CLASS));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void calls_inAuditMode_areRecordedAndNotStopped(Jdk jdk) {
    ServerProcess server = servers.start(launch(jdk, "audit", DispatchPolicy.of(METHOD)));

    assertThat(read(server, 1, other)).contains("of nobody").doesNotContain("dev.sallyport");
    assertThat(server.raw().call(2, Scenario.SHOUT, Map.of("text", "said"))).contains("SAID");
    audit.await(0, line -> line.operation().equals("tool call " + Scenario.SHOUT));
    assertThat(audit.lines())
        .filteredOn(line -> line.isDecision() && line.verdict().equals("deny"))
        .extracting(AuditLine::operation)
        .containsExactly("file read " + other, "tool call " + Scenario.SHOUT);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void methodThatIsNotThere_isToldAndKeepsTheServerDown(Jdk jdk) {
    ServerProcess server =
        servers.start(launch(jdk, "enforce", DispatchPolicy.of("handle(String, Map)")));

    server.awaitStderr(line -> line.contains("HomeMade#handle(String,Map) has no such method"));

    // It may not even read its own classes.
    assertThat(server.awaitExit()).isNotZero();
    assertThat(server.stdout()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void methodThatIsNotThere_inAuditMode_isToldAndStopsNothing(Jdk jdk) {
    ServerProcess server =
        servers.start(launch(jdk, "audit", DispatchPolicy.of("handle(String, Map)")));

    server.awaitStderr(line -> line.contains("HomeMade#handle(String,Map) has no such method"));

    assertThat(read(server, 1, other)).contains("of nobody");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void classThatIsNeverLoaded_isToldAndDeniesAll(Jdk jdk) {
    ServerProcess server =
        servers.start(launch(jdk, "enforce", DispatchPolicy.in("com.acme.Server", METHOD)));
    // After the wait it could not even read its own classes.
    assertThat(read(server, 1, granted)).contains("of the tool");

    server.awaitStderr(line -> line.contains("NO DISPATCH POINT FOUND within 5 s"));
    server.awaitStderr(line -> line.contains("hook com/acme/Server#call(String,Map)"));

    assertThat(read(server, 2, granted)).doesNotContain("of the tool").contains("isError\":true");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void classThatIsNeverLoaded_inAuditMode_isToldAndStopsNothing(Jdk jdk) {
    ServerProcess server =
        servers.start(launch(jdk, "audit", DispatchPolicy.in("com.acme.Server", METHOD)));

    server.awaitStderr(line -> line.contains("NO DISPATCH POINT FOUND within 5 s"));

    assertThat(read(server, 1, other)).contains("of nobody");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void callerWhoStartedTheServer_isKnownWhereItsInputIsReadThere(Jdk jdk) {
    String callers = CALLERS.concat(DispatchPolicy.of(METHOD, "stdio"));
    ServerProcess server = servers.start(launch(jdk, "enforce", callers));

    assertThat(read(server, 1, granted)).contains("of the tool");
    assertThat(askers()).containsExactly("desk");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void callerWhoStartedTheServer_isNobodyWhereOthersMayCall(Jdk jdk) {
    String callers = CALLERS.concat(DispatchPolicy.of(METHOD, "http"));
    ServerProcess server = servers.start(launch(jdk, "enforce", callers));

    assertThat(read(server, 1, granted))
        .contains("Refused by policy")
        .doesNotContain("of the tool");
    assertThat(askers()).containsExactly("");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void callerWhoIsNobody_inAuditMode_isRecordedAndNotStopped(Jdk jdk) {
    String callers = CALLERS.concat(DispatchPolicy.of(METHOD, "http"));
    ServerProcess server = servers.start(launch(jdk, "audit", callers));

    assertThat(read(server, 1, granted)).contains("of the tool");
    assertThat(askers()).containsExactly("");
  }

  /** Of each call, by the record of it. */
  private List<String> askers() {
    return audit.await(0, line -> line.operation().startsWith("tool call")).stream()
        .filter(line -> line.operation().startsWith("tool call"))
        .map(line -> line.json().at("/caller/subject").asText())
        .toList();
  }

  private ServerLaunch launch(Jdk jdk, String mode, String dispatch) {
    String policy =
        """
        sallyport: 1
        mode: %s
        tools:
          %s: { files: { read: ["%s"] } }
        runtime:
          serving: { files: { read: ["%s"] } }
        """
            .formatted(mode, Scenario.READ_FILE, granted, granted);
    // Long where it ends when the class is found; else as long as a server needs to be up.
    boolean isThere = dispatch.contains("HomeMade#" + METHOD);
    return Guarded.launch(App.framework("homemade"), jdk, policy + dispatch, audit.file())
        .environment("SALLYPORT_FRAMEWORK_WAIT", isThere ? "60" : "5")
        .args("stdio");
  }

  private static String read(ServerProcess server, int id, Path file) {
    return server.raw().call(id, Scenario.READ_FILE, Map.of("path", file.toString()));
  }
}
