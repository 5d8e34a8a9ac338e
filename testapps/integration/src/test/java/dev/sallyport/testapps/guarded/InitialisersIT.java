package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.ToolCalls;
import dev.sallyport.testapps.guarded.Guarded.Told;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A part of the JDK that is first used inside a call of a tool that was granted nothing, and then
 * by another tool: what was denied to the first poisons nothing for the second. Each in a JVM of
 * its own.
 */
class InitialisersIT {
  private static final String POLICY =
      """
      sallyport: 1
      mode: enforce
      tools:
        names: {}
        initialise: {}
        use:
          files: { read: ["/**"], write: ["/**"], delete: ["/**"] }
          net: ["*:*"]
          listen: ["*:*"]
          exec: [{ program: "/**", args: ["**"] }]
          env: ["*"]
          libraries: ["/**"]
          jvm: [attach, diagnostics, exit, foreign, instrument, processes, signals, unsafe]
      egress: { deny: [] }
      """;

  @TempDir Path directory;

  static Stream<Arguments> initialisers() {
    return Jdks.all().stream().flatMap(InitialisersIT::initialisers);
  }

  /** Each with what it comes to on that JDK without an agent. */
  private static Stream<Arguments> initialisers(Jdk jdk) {
    try (ServerProcess bare = ServerProcess.of(App.initialisersServer()).jdk(jdk).start()) {
      var client = bare.client();
      return ToolCalls.text(ToolCalls.call(client, "names", Map.of()))
          .lines()
          .<Arguments>map(
              name ->
                  argumentSet(
                      jdk + ", " + name,
                      jdk,
                      name,
                      ToolCalls.text(ToolCalls.call(client, "use", Map.of("name", name)))))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("initialisers")
  void initialiser_firstUsedWithoutAnyGrant_poisonsNothing(Jdk jdk, String name, String expected) {
    Path audit = directory.resolve("audit.jsonl");
    try (ServerProcess server =
        Guarded.launch(App.initialisersServer(), jdk, POLICY, audit).start()) {
      Guarded guarded = new Guarded(server, server.client(), new AuditLog(audit));

      Told first = guarded.call("initialise", Map.of("name", name));
      Told then = guarded.call("use", Map.of("name", name));

      assertThat(first.text()).doesNotContain("ExceptionInInitializer", "NoClassDefFound");
      assertThat(then.text()).isEqualTo(expected);
      assertThat(then.recorded().denials()).isEmpty();
    }
  }
}
