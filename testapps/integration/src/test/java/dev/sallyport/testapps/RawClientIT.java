package dev.sallyport.testapps;

import static org.assertj.core.api.Assertions.assertThat;

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

class RawClientIT {
  @RegisterExtension final RunningServers servers = new RunningServers();

  @TempDir Path workspace;

  static Stream<Arguments> servers() {
    return Stream.of(
        Arguments.argumentSet("stdio", false, "sync"),
        Arguments.argumentSet("http", true, "sync"),
        Arguments.argumentSet("http, stateless", true, "stateless"));
  }

  @ParameterizedTest
  @MethodSource("servers")
  void answers_ofTwoRuns_areTheSameByteForByte(boolean http, String kind) throws Exception {
    Files.writeString(workspace.resolve("file.txt"), "Grüße");

    List<String> first = answers(http, kind);
    List<String> second = answers(http, kind);

    assertThat(first).isEqualTo(second);
    assertThat(first.get(2))
        .isEqualTo(
            """
            {"jsonrpc":"2.0","id":2,"result":\
            {"content":[{"type":"text","text":"Grüße"}],"isError":false}}""");
    assertThat(first.get(3)).contains("\"id\":\"three\"", "\"code\":-32602");
  }

  private List<String> answers(boolean http, String kind) {
    ServerLaunch launch =
        ServerProcess.of(App.filesServer()).args("--kind", kind, workspace.toString());
    RawClient client = servers.start(http ? launch.http() : launch).raw();
    return List.of(
        client.handshake(),
        client.exchange(
            """
            {"jsonrpc":"2.0","id":1,"method":"tools/list"}"""),
        client.call(2, "read_file", Map.of("path", "file.txt")),
        client.exchange(
            """
            {"jsonrpc":"2.0","id":"three","method":"tools/call","params":{"name":"none"}}"""));
  }
}
