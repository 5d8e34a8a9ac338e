package dev.sallyport.testapps;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpSyncClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SdkLinesIT {
  @RegisterExtension final RunningServers servers = new RunningServers();

  @TempDir Path directory;

  static Stream<Arguments> lines() {
    return App.sdkLines().stream()
        .flatMap(
            app ->
                Stream.of(
                    Arguments.argumentSet(app + ", oldest JDK, sync", app, oldest(), "sync"),
                    Arguments.argumentSet(app + ", newest JDK, async", app, newest(), "async")));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void tools_ofEveryLine_answerTheNewestClient(App app, Jdk jdk, String kind) throws Exception {
    Path file = Files.writeString(directory.resolve("file.txt"), "read");
    McpSyncClient client = servers.start(ServerProcess.of(app).jdk(jdk).args(kind)).client();

    assertThat(ToolCalls.names(client)).containsExactlyInAnyOrder("read_file", "echo");
    assertThat(ToolCalls.text(ToolCalls.call(client, "echo", Map.of("text", "said"))))
        .isEqualTo("said");
    assertThat(ToolCalls.text(ToolCalls.call(client, "read_file", Map.of("path", "" + file))))
        .isEqualTo("read");
  }

  @Test
  void lines_inTheirFolder_areInOrder() {
    assertThat(App.sdkLines())
        .extracting(App::name)
        .containsSubsequence("sdk-0.7", "sdk-0.8", "sdk-0.8-legacy", "sdk-0.9", "sdk-0.10")
        .containsSubsequence("sdk-0.18", "sdk-1.0", "sdk-2.1");
  }

  private static Jdk oldest() {
    return Jdks.all().get(0);
  }

  private static Jdk newest() {
    return Jdks.newest(Jdks.OLDEST);
  }
}
