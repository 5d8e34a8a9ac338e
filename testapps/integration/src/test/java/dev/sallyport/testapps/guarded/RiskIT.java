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

/** A tool that writes, though the policy or the tool itself says that it only reads. */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
class RiskIT {
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

  /** What a call of a tool is answered that is granted to write and says that it does not. */
  private String write(String mode, String keys) {
    String policy =
        """
        sallyport: 1
        mode: %s
        tools: { write: { %s files: { write: ["%s/**"] } } }
        """
            .formatted(mode, keys, file.getParent());
    try (ServerProcess server =
        Guarded.launch(App.changingServer(), jdk, policy, audit.file()).args("claim").start()) {
      McpSyncClient client = server.client();
      assertThat(ToolCalls.names(client)).contains("write");
      return ToolCalls.text(
          ToolCalls.call(client, "write", Map.of("path", file.toString(), "text", "x")));
    }
  }

  private List<String> writing() {
    return audit.lines().stream()
        .filter(line -> line.operation().equals("file write " + file))
        .map(line -> line.reason() + " " + line.action())
        .distinct()
        .toList();
  }

  private List<String> contradictions() {
    return audit.lines().stream()
        .filter(line -> line.kind().equals("contradiction"))
        .map(line -> line.json().path("details").toString())
        .toList();
  }

  @Test
  void toolThatThePolicyTakesForAReader_writesNothing() {
    assertThat(write("enforce", "risk: read,")).startsWith("Refused by policy (sallyport ");
    assertThat(file).doesNotExist();
    assertThat(writing()).containsExactly("risk blocked");
  }

  @Test
  void toolThatThePolicyTakesForAReader_underAudit_isObserved() {
    assertThat(write("audit", "risk: read,")).isEqualTo("written");
    assertThat(file).hasContent("x");
    assertThat(writing()).containsExactly("risk observed");
  }

  @Test
  void toolThatThePolicyTakesForAWriter_writes_whateverItSays() {
    assertThat(write("enforce", "risk: write, hints: deny,")).isEqualTo("written");
    assertThat(file).hasContent("x");
    assertThat(contradictions()).isEmpty();
  }

  @Test
  void toolThatCallsItselfReadOnly_andWrites_isAFinding() {
    assertThat(write("enforce", "")).isEqualTo("written");
    assertThat(file).hasContent("x");
    assertThat(contradictions())
        .containsExactly(
            "{\"hint\":\"readOnlyHint\",\"operation\":\"file write\",\"tool\":\"write\"}");
  }

  @Test
  void toolThatCallsItselfReadOnly_andWrites_isDenied_whereThePolicySaysSo() {
    assertThat(write("enforce", "hints: deny,")).startsWith("Refused by policy (sallyport ");
    assertThat(file).doesNotExist();
    assertThat(writing()).containsExactly("risk blocked");
  }

  @Test
  void toolThatCallsItselfReadOnly_andWrites_underAudit_isObserved() {
    assertThat(write("audit", "hints: deny,")).isEqualTo("written");
    assertThat(file).hasContent("x");
    assertThat(writing()).containsExactly("risk observed");
  }
}
