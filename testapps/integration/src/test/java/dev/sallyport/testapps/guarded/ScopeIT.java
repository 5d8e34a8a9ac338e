package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.guarded.Guarded.Told;
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

/** Calls whose arguments together name something that is in scope, or is not. */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
class ScopeIT {
  private static final String POLICY =
      """
      sallyport: 1
      mode: %1$s
      tools:
        write_file:
          files: { read: ["%2$s/**"], write: ["%2$s/**"] }
          scope:
            "{path}#{content}":
              only: ["notes/*#*", "todo.txt#{now,later}"]
              except: ["notes/secret*#*"]
      """;

  @RegisterExtension final RunningServers servers = new RunningServers();

  @Parameter Jdk jdk;

  @TempDir Path temporary;
  private Path directory;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @BeforeEach
  void prepare() throws Exception {
    directory = temporary.toRealPath();
    Files.createDirectory(directory.resolve("notes"));
  }

  private Guarded start(String mode) {
    Path audit = directory.resolve("audit.jsonl");
    var server =
        servers.start(
            Guarded.launch(App.filesServer(), jdk, POLICY.formatted(mode, directory), audit)
                .args(directory.toString()));
    return new Guarded(server, server.client(), new AuditLog(audit));
  }

  private static Told write(Guarded server, String path, String content) {
    return server.call("write_file", Map.of("path", path, "content", content));
  }

  private static void assertOutOfScope(Told told, String action) {
    assertThat(told.recorded().denials())
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.operation()).isEqualTo("tool call write_file");
              assertThat(line.reason()).isEqualTo("argument-scope");
              assertThat(line.rule()).startsWith("tools.write_file.scope");
              assertThat(line.action()).isEqualTo(action);
            });
  }

  @Test
  void call_outOfScope_doesNotRun() {
    Guarded server = start("enforce");
    Map<String, String> out =
        Map.of(
            "other.txt", "now",
            "todo.txt", "never",
            "notes/secret.txt", "a",
            "notes/../other.txt", "a",
            "notes/a#b", "a");
    out.forEach(
        (path, content) -> {
          Told told = write(server, path, content);
          assertThat(told.text()).startsWith("Refused by policy");
          assertOutOfScope(told, "blocked");
          assertThat(directory.resolve(path).normalize()).doesNotExist();
        });
  }

  @Test
  void call_inScope_runs() {
    Guarded server = start("enforce");
    for (String content : List.of("now", "later")) {
      assertThat(write(server, "todo.txt", content).recorded().denials()).isEmpty();
      assertThat(directory.resolve("todo.txt")).hasContent(content);
    }
    assertThat(write(server, "notes/a", "anything").recorded().denials()).isEmpty();
    assertThat(directory.resolve("notes/a")).hasContent("anything");
  }

  @Test
  void call_outOfScope_underAudit_isObserved() {
    Guarded server = start("audit");
    Told told = write(server, "todo.txt", "never");

    assertOutOfScope(told, "observed");
    assertThat(directory.resolve("todo.txt")).hasContent("never");
  }
}
