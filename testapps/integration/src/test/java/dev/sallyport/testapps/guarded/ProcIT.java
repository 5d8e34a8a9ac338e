package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.guarded.Guarded.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ways past the gates that proc(5) has, under a grant of everything there. */
class ProcIT {
  @TempDir Path directory;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void environmentAndOtherNamesOfFiles_areClosedUnderEveryGrant(Jdk jdk) throws IOException {
    Path root = directory.toRealPath();
    Path file = Files.writeString(root.resolve("file.txt"), "classified");
    Path link = Files.createSymbolicLink(root.resolve("link"), Path.of("/proc/self/environ"));

    try (Guarded guarded = guarded(jdk, "/**")) {
      long process = guarded.server().pid();
      for (String path :
          List.of(
              "/proc/self/environ",
              "/proc/thread-self/environ",
              "/proc/" + process + "/environ",
              "/proc/self/task/" + process + "/environ",
              "/proc/self/../self/environ",
              link.toString(),
              "/proc/self/mem",
              "/proc/self/root" + file,
              "/proc/thread-self/root" + file,
              "/proc/self/cwd/policy.yaml")) {
        Told told = guarded.call("read_file", Map.of("path", path));

        assertThat(told.text())
            .as(path)
            .doesNotContain(Scene.ENVIRONMENT_SECRET, "classified", "sallyport: 1");
        assertThat(told.answer().isError()).as(path).isTrue();
        assertThat(told.recorded().denials())
            .as(path)
            .isNotEmpty()
            .allSatisfy(denial -> assertThat(denial.rule()).startsWith("built-in.agent"));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void whatIsNoWayPast_isReadUnderItsGrant(Jdk jdk) {
    try (Guarded guarded = guarded(jdk, "/proc/*/{status,task/*/status}")) {
      for (String path :
          List.of(
              "/proc/self/status",
              "/proc/thread-self/status",
              "/proc/" + guarded.server().pid() + "/status")) {
        Told told = guarded.call("read_file", Map.of("path", path));

        assertThat(told.text()).as(path).contains("VmRSS");
        assertThat(told.recorded().denials()).isEmpty();
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void descriptor_isTheFileThatItIsOpenOn(Jdk jdk) throws IOException {
    Path audit = directory.toRealPath().resolve("audit.jsonl");

    try (Guarded guarded = guarded(jdk, "/proc/**")) {
      Path descriptor = openOn(audit, guarded.server().pid());
      Told told = guarded.call("read_file", Map.of("path", descriptor.toString()));

      assertThat(told.text()).doesNotContain("\"kind\"");
      assertThat(told.answer().isError()).isTrue();
      assertThat(told.recorded().denials().get(0).operation()).isEqualTo("file read " + audit);
    }
  }

  /** The server, with a tool that may read this. */
  private Guarded guarded(Jdk jdk, String pattern) {
    String policy =
        "sallyport: 1\nmode: enforce\ntools:\n  read_file: { files: { read: ['"
            + pattern
            + "'] } }\n";
    Path audit = directory.resolve("audit.jsonl");
    ServerProcess server =
        Guarded.launch(App.vulnerableServer(), jdk, policy, audit)
            .environment("API_TOKEN", Scene.ENVIRONMENT_SECRET)
            .args("/")
            .start();
    return new Guarded(server, server.client(), new AuditLog(audit));
  }

  /** The descriptor that a process has open on a file. */
  private static Path openOn(Path file, long process) throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/" + process + "/fd"))) {
      for (Path descriptor : open.toList()) {
        if (Files.isSymbolicLink(descriptor) && Files.readSymbolicLink(descriptor).equals(file)) {
          return descriptor;
        }
      }
    }
    throw new AssertionError(file + " is not open");
  }
}
