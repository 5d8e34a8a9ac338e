package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.NodeTools;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerLaunch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that are not ours, in another language, get along with a guarded server. */
class NodeClientsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONTENT = "as it was";

  private NodeTools node;

  @RegisterExtension final RunningServers servers = new RunningServers();
  private Path directory;
  private Path workspace;
  private Path file;

  @BeforeEach
  void prepare(@TempDir Path temporary) throws IOException {
    node = NodeSetup.tools();
    directory = temporary.toRealPath();
    workspace = Files.createDirectory(directory.resolve("workspace"));
    file = Files.writeString(workspace.resolve("notes.md"), CONTENT);
  }

  static Stream<Arguments> ways() {
    return Jdks.all().stream()
        .flatMap(
            jdk ->
                Stream.of(
                    Arguments.argumentSet(jdk + ", stdio", jdk, false),
                    Arguments.argumentSet(jdk + ", http", jdk, true)));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void typeScriptClient_enforced_seesWhatIsGrantedAndIsRefusedTheRest(Jdk jdk, boolean http)
      throws IOException {
    JsonNode answered = typeScript(launch(jdk, "enforce"), http);

    assertThat(answered.at("/tools")).hasToString("[\"read_file\"]");
    assertThat(answered.at("/results/0/content/0/text").asText()).isEqualTo(CONTENT);
    assertThat(answered.at("/results/1/isError").asBoolean()).isTrue();
    assertThat(answered.at("/results/1/content/0/text").asText()).startsWith("Refused by policy");
    assertThat(answered.at("/results/1/_meta/dev.sallyport~1decisions")).hasSize(1);
    assertThat(file).hasContent(CONTENT);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void typeScriptClient_inAuditMode_isServedAsEver(Jdk jdk, boolean http) throws IOException {
    JsonNode answered = typeScript(launch(jdk, "audit"), http);

    assertThat(answered.at("/tools")).hasSize(4);
    assertThat(answered.at("/results/0/content/0/text").asText()).isEqualTo(CONTENT);
    assertThat(answered.at("/results/1/isError").asBoolean()).isFalse();
    assertThat(file).hasContent("changed");
    audit().awaitCall(0, "write_file");
    assertThat(audit().lines())
        .filteredOn(line -> line.operation().equals("tool call write_file"))
        .extracting(AuditLine::action)
        .containsExactly("observed");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void inspector_enforced_findsAndCallsWhatIsGranted(Jdk jdk, boolean http) throws IOException {
    List<String> target = target(launch(jdk, "enforce"), http);

    JsonNode listed = inspected(target, http, "--method", "tools/list");
    JsonNode read = inspected(target, http, called("read_file", "path=notes.md"));
    NodeTools.Result written =
        inspector(target, http, called("write_file", "path=notes.md", "content=changed"));

    assertThat(listed.at("/tools")).hasSize(1);
    assertThat(read.at("/content/0/text").asText()).isEqualTo(CONTENT);
    assertThat(written.errors()).contains("Tool 'write_file' not found on server");
    assertThat(file).hasContent(CONTENT);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void inspector_inAuditMode_isServedAsEver(Jdk jdk, boolean http) throws IOException {
    List<String> target = target(launch(jdk, "audit"), http);

    inspected(target, http, called("write_file", "path=notes.md", "content=changed"));

    assertThat(file).hasContent("changed");
  }

  private static String[] called(String tool, String... arguments) {
    List<String> words = new ArrayList<>(List.of("--method", "tools/call", "--tool-name", tool));
    for (String argument : arguments) {
      words.addAll(List.of("--tool-arg", argument));
    }
    return words.toArray(String[]::new);
  }

  private AuditLog audit() {
    return new AuditLog(directory.resolve("audit.jsonl"));
  }

  private ServerLaunch launch(Jdk jdk, String mode) {
    String policy =
        """
        sallyport: 1
        mode: %s
        tools:
          read_file: { files: { read: ["%s/**"] } }
        """
            .formatted(mode, workspace);
    return Guarded.launch(App.filesServer(), jdk, policy, audit().file())
        .args(workspace.toString());
  }

  private JsonNode typeScript(ServerLaunch launch, boolean http) throws IOException {
    String calls =
        """
        [{"name": "read_file", "arguments": {"path": "notes.md"}},
         {"name": "write_file", "arguments": {"path": "notes.md", "content": "changed"}}]
        """;
    List<String> target = target(launch, http);
    List<String> arguments = new ArrayList<>();
    if (http) {
      arguments.addAll(List.of("http", target.get(0), calls));
    } else {
      arguments.addAll(List.of("stdio", calls));
      arguments.addAll(target);
    }
    return read(node.own("client.mjs", arguments));
  }

  private JsonNode inspected(List<String> target, boolean http, String... request)
      throws IOException {
    return read(inspector(target, http, request));
  }

  private NodeTools.Result inspector(List<String> target, boolean http, String... request)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--cli"));
    arguments.addAll(target);
    arguments.addAll(List.of("--transport", http ? "http" : "stdio"));
    arguments.addAll(List.of(request));
    return node.program("mcp-inspector", arguments);
  }

  /** Where the server is, or how the client starts it. */
  private List<String> target(ServerLaunch launch, boolean http) throws IOException {
    return http
        ? List.of(servers.start(launch.http()).endpoint().toString())
        : launch.command(Files.createDirectory(directory.resolve("run")));
  }

  private static JsonNode read(NodeTools.Result result) throws IOException {
    assertThat(result.status()).as(result.output() + result.errors()).isZero();
    return JSON.readTree(result.output());
  }
}
