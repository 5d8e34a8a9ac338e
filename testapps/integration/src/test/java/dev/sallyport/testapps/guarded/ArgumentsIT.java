package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.ToolCalls;
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

/** Calls of a server of files, whose arguments the policy has rules of. */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
class ArgumentsIT {
  private static final String POLICY =
      """
      sallyport: 1
      mode: %1$s
      tools:
        write_file:
          arguments:
            path: { type: path, required: true, maxBytes: 40 }
            content: { type: string, required: true, pattern: "[a-z !]*", maxLength: 20 }
          limits: { arguments: 60, depth: 2 }
          files: { read: ["%2$s/**"], write: ["%2$s/**"] }
        search_files: { secret-arguments: deny, files: { read: ["%2$s/**"] } }
        list_directory: { input-schema: check, files: { read: ["%2$s/**"] } }
      """;

  /** Of no one. */
  private static final String SECRET = "ghp_" + "a1".repeat(18);

  /** Arguments of {@code write_file} as JSON, and why they are denied. */
  private static final Map<String, String> BROKEN =
      Map.ofEntries(
          Map.entry("{'path':'../b.txt','content':'said'}", "argument-value"),
          Map.entry("{'path':'a/%2e%2e/%2e%2e/b.txt','content':'said'}", "argument-value"),
          Map.entry("{'path':'..\\\\b.txt','content':'said'}", "argument-value"),
          Map.entry("{'path':'~/b.txt','content':'said'}", "argument-value"),
          Map.entry("{'path':'b\\u0000.txt','content':'said'}", "argument-value"),
          Map.entry("{'path':'file:b.txt','content':'said'}", "argument-value"),
          Map.entry("{'path':'b.txt','content':'SAID'}", "argument-value"),
          Map.entry("{'path':'b.txt','content':'said and said again!!'}", "argument-value"),
          Map.entry("{'path':'b.txt','content':1}", "argument-type"),
          Map.entry("{'path':['b.txt'],'content':'said'}", "argument-type"),
          Map.entry("{'path':'b.txt','content':null}", "argument-missing"),
          Map.entry("{'path':'b.txt'}", "argument-missing"),
          Map.entry("{'path':'b.txt','content':'said','mode':'a'}", "argument-unknown"),
          Map.entry("{'path':'b.txt','content':'" + "said".repeat(12) + "'}", "argument-size"),
          Map.entry("{'path':'b.txt','content':{'a':{'b':'c'}}}", "argument-size"));

  @RegisterExtension final RunningServers servers = new RunningServers();

  @Parameter Jdk jdk;

  @TempDir Path temporary;
  private Path workspace;
  private AuditLog audit;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @BeforeEach
  void prepare() throws Exception {
    Path root = temporary.toRealPath();
    workspace = Files.createDirectories(root.resolve("workspace"));
    audit = new AuditLog(root.resolve("audit.jsonl"));
  }

  private Guarded start(String mode) {
    ServerProcess server =
        servers.start(
            Guarded.launch(App.filesServer(), jdk, POLICY.formatted(mode, workspace), audit.file())
                .args(workspace.toString()));
    return new Guarded(server, server.client(), audit);
  }

  private static Guarded.Answered ask(Guarded server, String tool, String arguments) {
    String params =
        "{\"name\":\"%s\",\"arguments\":%s}".formatted(tool, arguments.replace('\'', '"'));
    return server.ask(new RawRequest("tools/call", params), "tool " + tool);
  }

  private static void assertDenied(Guarded.Answered told, String reason, String action) {
    assertThat(told.recorded().decisions())
        .filteredOn(line -> line.gate().equals("tool"))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.verdict()).isEqualTo("deny");
              assertThat(line.reason()).isEqualTo(reason);
              assertThat(line.action()).isEqualTo(action);
            });
  }

  private static void assertRefused(Guarded.Answered told, String reason) {
    assertDenied(told, reason, "blocked");
    assertThat(told.text("/result/content/0/text")).startsWith("Refused by policy");
    assertThat(told.recorded().end().outcome()).isEqualTo("refused");
  }

  @Test
  void arguments_thatBreakARule_areRefusedBeforeTheHandlerRuns() throws Exception {
    Guarded server = start("enforce");

    for (Map.Entry<String, String> broken : BROKEN.entrySet()) {
      assertRefused(ask(server, "write_file", broken.getKey()), broken.getValue());
    }
    assertThat(workspace).isEmptyDirectory();
    assertThat(workspace.resolveSibling("b.txt")).doesNotExist();

    Guarded.Answered fitting =
        ask(server, "write_file", "{'path':'a/b.txt','content':'said and said again!'}");
    assertThat(fitting.recorded().denials()).isEmpty();
    assertThat(Files.readString(workspace.resolve("a/b.txt"))).isEqualTo("said and said again!");
    assertThat(audit.text()).doesNotContain("said and said");
  }

  @Test
  void arguments_thatBreakARule_areOnlyRecordedInAuditMode() throws Exception {
    Guarded server = start("audit");

    for (Map.Entry<String, String> broken : BROKEN.entrySet()) {
      Guarded.Answered told = ask(server, "write_file", broken.getKey());
      assertDenied(told, broken.getValue(), "observed");
      assertThat(told.message().toString()).doesNotContain("Refused by policy", "dev.sallyport");
    }
    assertThat(Files.readString(workspace.resolveSibling("b.txt"))).isEqualTo("said");
  }

  @Test
  void argumentThatLooksLikeASecret_isRefusedWhereThatIsAskedFor_andToldEverywhere() {
    Guarded server = start("enforce");

    assertRefused(ask(server, "search_files", "{'pattern':'" + SECRET + "'}"), "argument-secret");
    Guarded.Answered clean = ask(server, "search_files", "{'pattern':'*.md'}");
    assertThat(clean.recorded().denials()).isEmpty();
    Guarded.Answered told = ask(server, "write_file", "{'path':'" + SECRET + "','content':'a'}");
    assertThat(told.recorded().denials()).isEmpty();

    assertThat(audit.lines())
        .filteredOn(line -> line.kind().equals("screening"))
        .filteredOn(line -> line.json().at("/details/finding").asText().equals("secret-argument"))
        .extracting(
            line -> line.json().at("/details/name").asText(),
            line -> line.json().at("/details/where").asText())
        .containsExactly(
            tuple("search_files", "arguments.pattern"), tuple("write_file", "arguments.path"));
  }

  @Test
  void argumentThatLooksLikeASecret_isOnlyRecordedInAuditMode() {
    Guarded server = start("audit");

    Guarded.Answered told = ask(server, "search_files", "{'pattern':'" + SECRET + "'}");

    assertDenied(told, "argument-secret", "observed");
    assertThat(told.message().at("/result/isError").asBoolean()).isFalse();
  }

  @Test
  void arguments_haveToFitTheSchemaThatTheToolShows() {
    Guarded server = start("enforce");

    // Which is not known yet.
    assertRefused(ask(server, "list_directory", "{'path':'.'}"), "argument-schema");
    assertThat(ToolCalls.names(server.client())).contains("list_directory");

    assertThat(ask(server, "list_directory", "{'path':'.'}").recorded().denials()).isEmpty();
    assertRefused(ask(server, "list_directory", "{'path':7}"), "argument-schema");
  }

  @Test
  void arguments_thatDoNotFitTheSchema_areOnlyRecordedInAuditMode() {
    Guarded server = start("audit");
    assertThat(ToolCalls.names(server.client())).contains("list_directory");

    Guarded.Answered told = ask(server, "list_directory", "{'path':7}");

    assertDenied(told, "argument-schema", "observed");
    assertThat(told.message().toString()).doesNotContain("Refused by policy");
  }
}
