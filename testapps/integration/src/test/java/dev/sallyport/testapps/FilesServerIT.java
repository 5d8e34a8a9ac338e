package dev.sallyport.testapps;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FilesServerIT {
  @RegisterExtension final RunningServers servers = new RunningServers();

  @TempDir Path workspace;

  static Stream<Arguments> servers() {
    return Jdks.all().stream()
        .flatMap(
            jdk ->
                Stream.of(
                    Arguments.argumentSet(jdk + ", stdio, sync", jdk, false, "sync"),
                    Arguments.argumentSet(jdk + ", stdio, async", jdk, false, "async"),
                    Arguments.argumentSet(jdk + ", http, sync", jdk, true, "sync"),
                    Arguments.argumentSet(jdk + ", http, async", jdk, true, "async"),
                    Arguments.argumentSet(jdk + ", http, stateless", jdk, true, "stateless")));
  }

  @ParameterizedTest
  @MethodSource("servers")
  void tools_throughTheOfficialClient_workOnTheWorkspace(Jdk jdk, boolean http, String kind)
      throws Exception {
    ServerLaunch launch =
        ServerProcess.of(App.filesServer()).jdk(jdk).args("--kind", kind, workspace.toString());
    McpSyncClient client = servers.start(http ? launch.http() : launch).client();

    assertThat(ToolCalls.names(client))
        .containsExactlyInAnyOrder("read_file", "write_file", "list_directory", "search_files");

    CallToolResult written =
        ToolCalls.call(
            client, "write_file", Map.of("path", "notes/today.md", "content", "Grüße\n"));
    assertThat(written.isError()).isFalse();
    assertThat(workspace.resolve("notes/today.md")).hasContent("Grüße\n");

    CallToolResult read = ToolCalls.call(client, "read_file", Map.of("path", "notes/today.md"));
    assertThat(ToolCalls.text(read)).isEqualTo("Grüße\n");

    CallToolResult listed = ToolCalls.call(client, "list_directory", Map.of());
    assertThat(ToolCalls.text(listed)).isEqualTo("notes/");

    CallToolResult found = ToolCalls.call(client, "search_files", Map.of("pattern", "*.md"));
    assertThat(ToolCalls.text(found)).isEqualTo("notes/today.md");
  }

  @ParameterizedTest
  @MethodSource("transports")
  void readFile_outsideTheWorkspace_isReadBecauseNobodyChecks(boolean http) throws Exception {
    Path outside = Files.writeString(workspace.resolve("secret.txt"), "secret");
    Path inside = Files.createDirectory(workspace.resolve("project"));
    ServerLaunch launch = ServerProcess.of(App.filesServer()).args(inside.toString());
    McpSyncClient client = servers.start(http ? launch.http() : launch).client();

    for (String path : List.of("../secret.txt", outside.toString())) {
      CallToolResult read = ToolCalls.call(client, "read_file", Map.of("path", path));
      assertThat(ToolCalls.text(read)).isEqualTo("secret");
    }
  }

  static Stream<Arguments> transports() {
    return Stream.of(Arguments.argumentSet("stdio", false), Arguments.argumentSet("http", true));
  }

  @ParameterizedTest
  @MethodSource("transports")
  void readFile_ofNoFile_isAnError(boolean http) {
    ServerLaunch launch = ServerProcess.of(App.filesServer()).args(workspace.toString());
    McpSyncClient client = servers.start(http ? launch.http() : launch).client();

    CallToolResult read = ToolCalls.call(client, "read_file", Map.of("path", "none"));

    assertThat(read.isError()).isTrue();
    assertThat(ToolCalls.text(read)).contains("NoSuchFileException");
  }
}
