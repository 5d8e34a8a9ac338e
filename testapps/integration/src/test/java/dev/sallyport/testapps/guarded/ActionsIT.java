package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.ToolCalls;
import io.modelcontextprotocol.client.McpSyncClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A tool that writes whatever it is told, of which the policy says what each text does. */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
class ActionsIT {
  private static final String REFUSED = "Refused by policy (sallyport ";

  @Parameter Jdk jdk;

  @TempDir Path temporary;
  private Path file;
  private AuditLog audit;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @BeforeEach
  void name() throws IOException {
    file = temporary.toRealPath().resolve("note.txt");
    audit = new AuditLog(temporary.toRealPath().resolve("audit.jsonl"));
  }

  /** What a call with that text is answered. */
  private String write(String mode, String entries, String text) {
    String policy =
        """
        sallyport: 1
        mode: %s
        tools:
          write:
            actions: { argument: text, read: [look], write: [save], destructive: [wipe] }
            files: { write: ["%s/**"] }
        %s
        """
            .formatted(mode, file.getParent(), entries.indent(2));
    try (ServerProcess server =
        Guarded.launch(App.changingServer(), jdk, policy, audit.file()).args("claim").start()) {
      McpSyncClient client = server.client();
      assertThat(ToolCalls.names(client)).contains("write");
      return ToolCalls.text(
          ToolCalls.call(client, "write", Map.of("path", file.toString(), "text", text)));
    }
  }

  private List<String> decisions(String operation) {
    return audit.lines().stream()
        .filter(line -> line.operation().equals(operation))
        .map(
            line ->
                String.join(
                    " ",
                    line.json().path("principal").path("virtual").asText(),
                    line.reason(),
                    line.action()))
        .distinct()
        .toList();
  }

  @Test
  void actionThatReads_writesNothing() {
    assertThat(write("enforce", "", "look")).startsWith(REFUSED);
    assertThat(file).doesNotExist();
    assertThat(decisions("file write " + file)).containsExactly("write#look risk blocked");
  }

  @Test
  void actionThatReads_underAudit_isObserved() {
    assertThat(write("audit", "", "look")).isEqualTo("written");
    assertThat(file).hasContent("look");
    assertThat(decisions("file write " + file)).containsExactly("write#look risk observed");
  }

  @Test
  void actionThatWrites_writes_whateverTheToolSaysOfItself() {
    assertThat(write("enforce", "'*': { hints: deny }", "save")).isEqualTo("written");
    assertThat(file).hasContent("save");
    assertThat(decisions("tool call write")).containsExactly("write#save granted allowed");
  }

  @Test
  void valueThatNoListNames_isRefusedBeforeTheHandlerRuns() {
    assertThat(write("enforce", "", "SAVE")).startsWith(REFUSED);
    assertThat(file).doesNotExist();
    assertThat(decisions("tool call write")).containsExactly(" action blocked");
    assertThat(decisions("file write " + file)).isEmpty();
  }

  @Test
  void valueThatNoListNames_underAudit_isObserved() {
    assertThat(write("audit", "", "SAVE")).isEqualTo("written");
    assertThat(decisions("tool call write")).containsExactly(" action observed");
  }

  @Test
  void actionThatIsDeniedByItsOwnEntry_isRefused_andTheOthersAreNot() {
    assertThat(write("enforce", "\"write#wipe\": deny", "wipe")).startsWith(REFUSED);
    assertThat(file).doesNotExist();
    assertThat(write("enforce", "\"write#wipe\": deny", "save")).isEqualTo("written");
    assertThat(decisions("tool call write"))
        .containsExactly("write#wipe denied blocked", "write#save granted allowed");
  }
}
