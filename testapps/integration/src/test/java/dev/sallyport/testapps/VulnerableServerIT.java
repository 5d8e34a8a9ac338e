package dev.sallyport.testapps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each hole is shown to be open, so that a test with the agent shows that the agent closes it. */
class VulnerableServerIT {
  @RegisterExtension final RunningServers servers = new RunningServers();

  @TempDir Path directory;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void fileTools_outsideTheWorkspace_reachIt(Jdk jdk) throws Exception {
    Path secret = Files.writeString(directory.resolve("secret.txt"), "secret");
    McpSyncClient client = start(jdk);

    assertThat(text(client, "read_file", Map.of("path", "../secret.txt"))).isEqualTo("secret");
    assertThat(text(client, "peek_file", Map.of("path", "../secret.txt"))).isEqualTo("secret");
    assertThat(text(client, "link_file", Map.of("link", "alias", "target", "../secret.txt")))
        .startsWith("linked");
    assertThat(text(client, "read_file", Map.of("path", "alias"))).isEqualTo("secret");
    assertThat(text(client, "stat_file", Map.of("path", "../secret.txt"))).isEqualTo("6 bytes");
    assertThat(text(client, "hard_link_file", Map.of("link", "twin", "existing", "../secret.txt")))
        .startsWith("linked");
    assertThat(directory.resolve("workspace/twin")).hasContent("secret");
    assertThat(text(client, "move_file", Map.of("from", "../secret.txt", "to", "../moved.txt")))
        .startsWith("moved");
    assertThat(secret).doesNotExist();
    assertThat(text(client, "rename_file", Map.of("from", "../moved.txt", "to", "../renamed.txt")))
        .startsWith("renamed");
    assertThat(text(client, "delete_file", Map.of("path", "../renamed.txt"))).startsWith("deleted");
    assertThat(directory.resolve("renamed.txt")).doesNotExist();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void networkTools_towardLoopback_reachIt(Jdk jdk) {
    McpSyncClient client = start(jdk);

    try (LoopbackListener internal = LoopbackListener.answering("internal");
        LoopbackListener outside = LoopbackListener.redirecting(internal.url());
        UdpListener datagrams = UdpListener.open()) {
      String url = outside.url().toString();
      assertThat(text(client, "fetch_url", Map.of("url", url))).isEqualTo("internal");
      assertThat(text(client, "fetch_url", Map.of("url", url, "client", "url")))
          .isEqualTo("internal");
      assertThat(internal.accepted()).isEqualTo(2);

      Map<String, String> there = Map.of("host", "127.0.0.1", "port", "" + internal.port());
      assertThat(text(client, "connect_tcp", there)).isEqualTo("open");
      assertThat(internal.accepted()).isEqualTo(3);

      assertThat(text(client, "resolve_host", Map.of("host", "localhost"))).contains("127.0.0.1");
      String port = Integer.toString(datagrams.port());
      assertThat(
              text(
                  client,
                  "send_udp",
                  Map.of("host", "127.0.0.1", "port", port, "text", "a way out")))
          .startsWith("sent");
      assertThat(datagrams.received()).containsExactly("a way out");
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void processTools_withAnyCommand_runIt(Jdk jdk) {
    McpSyncClient client = start(jdk);

    assertThat(text(client, "run_command", Map.of("command", "echo $((6 * 7))"))).isEqualTo("42\n");
    assertThat(text(client, "lint_file", Map.of("path", "/dev/null; echo $((6 * 7))")))
        .isEqualTo("42\n");
    assertThat(text(client, "dump_environment", Map.of())).contains("API_TOKEN=s3cr3t");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void tools_overHttp_reachTheOutsideToo(Jdk jdk) throws Exception {
    Path secret = Files.writeString(directory.resolve("secret.txt"), "secret");
    McpSyncClient client =
        servers
            .start(
                ServerProcess.of(App.vulnerableServer()).jdk(jdk).http().args(directory.toString()))
            .client();

    assertThat(ToolCalls.names(client)).hasSize(34);
    assertThat(text(client, "read_file", Map.of("path", secret.toString()))).isEqualTo("secret");
  }

  @Test
  void failure_fromToolToTool_looksDifferent() {
    McpSyncClient client = start(Jdks.newest(17));

    assertThatThrownBy(() -> ToolCalls.call(client, "read_file", Map.of("path", "none")))
        .isInstanceOf(McpError.class)
        .hasMessageContaining("NoSuchFileException");

    CallToolResult reported =
        ToolCalls.call(client, "move_file", Map.of("from", "none", "to", "other"));
    assertThat(reported.isError()).isTrue();

    CallToolResult swallowed = ToolCalls.call(client, "peek_file", Map.of("path", "none"));
    assertThat(swallowed.isError()).isFalse();
    assertThat(ToolCalls.text(swallowed)).startsWith("could not read: ");
  }

  private McpSyncClient start(Jdk jdk) {
    try {
      Path workspace = Files.createDirectory(directory.resolve("workspace"));
      return servers
          .start(
              ServerProcess.of(App.vulnerableServer())
                  .jdk(jdk)
                  .environment("API_TOKEN", "s3cr3t")
                  .args(workspace.toString()))
          .client();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(McpSyncClient client, String tool, Map<String, String> arguments) {
    return ToolCalls.text(ToolCalls.call(client, tool, arguments));
  }
}
