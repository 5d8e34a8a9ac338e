package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.LoopbackListener;
import dev.sallyport.testapps.RawClient;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerLaunch;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.UdpListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One flag and no policy: nothing that a client sees changes, and everything is recorded. */
class AuditIT {
  private static final Pattern HEALTH =
      Pattern.compile(
          "sallyport \\S+: audit, policy built-in, hooks (\\d+)/\\1 live, .*, audit (/\\S+)");

  /** The last call of all, which names no tool. */
  private static final String NAMELESS = "";

  @RegisterExtension final RunningServers servers = new RunningServers();

  @TempDir Path directory;

  /** A call, and the operations that it causes, as {@link AuditLine#operation}. */
  private record Asked(String tool, Map<String, String> arguments, List<String> operations) {}

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void filesServer_withTheFlagOnly_answersTheSameAndIsRecorded(Jdk jdk) throws Exception {
    Path root = directory.toRealPath();
    Path workspace = root.resolve("workspace");
    Path file = workspace.resolve("file.txt");
    Path made = workspace.resolve("new/made.txt");
    List<Asked> calls =
        List.of(
            new Asked("read_file", Map.of("path", "file.txt"), List.of("file read " + file)),
            new Asked(
                "read_file",
                Map.of("path", "../secret.txt"),
                List.of("file read " + root.resolve("secret.txt"))),
            new Asked(
                "write_file",
                Map.of("path", "new/made.txt", "content", "Grüße"),
                List.of("file write " + made.getParent(), "file write " + made)),
            new Asked("list_directory", Map.of(), List.of("file list " + workspace)),
            new Asked(
                "search_files",
                Map.of("pattern", "*.txt"),
                List.of("file list " + workspace, "file list " + made.getParent())),
            new Asked("read_file", Map.of("path", "none"), List.of()));

    assertSameAndRecorded(App.filesServer(), jdk, root, calls);

    assertThat(made).hasContent("Grüße");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void vulnerableServer_withTheFlagOnly_answersTheSameAndIsRecorded(Jdk jdk) throws Exception {
    Path root = directory.toRealPath();
    Path workspace = root.resolve("workspace");
    Path file = workspace.resolve("file.txt");
    Path moved = workspace.resolve("moved.txt");
    Path link = workspace.resolve("link.txt");
    Path twin = workspace.resolve("twin.txt");
    Path secret = root.resolve("secret.txt");
    Path shell = Path.of("/bin/sh").toRealPath();
    try (LoopbackListener service = LoopbackListener.answering("internal");
        LoopbackListener redirect = LoopbackListener.redirecting(service.url());
        UdpListener datagrams = UdpListener.open()) {
      String port = Integer.toString(service.port());
      String udp = Integer.toString(datagrams.port());
      String local = "localhost (127.0.0.1:";
      List<String> fetched =
          List.of(
              "http get " + redirect.url(),
              "network connect " + local + redirect.port() + ")",
              "http get " + service.url(),
              "network connect " + local + port + ")");
      String url = redirect.url().toString();
      List<Asked> calls =
          List.of(
              new Asked(
                  "read_file", Map.of("path", "../secret.txt"), List.of("file read " + secret)),
              new Asked("peek_file", Map.of("path", "file.txt"), List.of("file read " + file)),
              new Asked("stat_file", Map.of("path", "file.txt"), List.of("file stat " + file)),
              new Asked(
                  "link_file",
                  Map.of("link", "link.txt", "target", "../secret.txt"),
                  List.of("file read " + secret, "file write " + link)),
              new Asked("read_file", Map.of("path", "link.txt"), List.of("file read " + secret)),
              new Asked(
                  "hard_link_file",
                  Map.of("link", "twin.txt", "existing", "file.txt"),
                  List.of("file read " + file, "file write " + file, "file write " + twin)),
              new Asked(
                  "move_file",
                  Map.of("from", "file.txt", "to", "moved.txt"),
                  List.of("file delete " + file, "file write " + moved)),
              new Asked(
                  "delete_file", Map.of("path", "moved.txt"), List.of("file delete " + moved)),
              new Asked("fetch_url", Map.of("url", url), fetched),
              new Asked("fetch_url", Map.of("url", url, "client", "url"), fetched),
              new Asked(
                  "resolve_host", Map.of("host", "localhost"), List.of("dns resolve localhost")),
              new Asked(
                  "send_udp",
                  Map.of("host", "127.0.0.1", "port", udp, "text", "out"),
                  List.of("network send " + local + udp + ")")),
              new Asked(
                  "connect_tcp",
                  Map.of("host", "127.0.0.1", "port", port),
                  List.of("network connect " + local + port + ")")),
              new Asked(
                  "run_command",
                  Map.of("command", "echo $((6 * 7))"),
                  List.of("process start " + shell)),
              new Asked(
                  "lint_file", Map.of("path", "/dev/null"), List.of("process start " + shell)),
              new Asked("dump_environment", Map.of(), List.of()),
              new Asked("read_file", Map.of("path", "none"), List.of()));

      assertSameAndRecorded(App.vulnerableServer(), jdk, root, calls);

      assertThat(service.accepted()).isEqualTo(6);
      assertThat(datagrams.received()).containsExactly("out", "out");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void values_areRecordedWhereAskedFor_withoutSecrets(Jdk jdk) throws Exception {
    Path workspace = Files.createDirectory(directory.toRealPath().resolve("workspace"));
    String token = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";
    for (String asked : List.of("names", "redacted")) {
      AuditLog audit = new AuditLog(directory.resolve(asked + ".jsonl"));
      String policy = "sallyport: 1\nmode: audit\naudit: { arguments: " + asked + " }\n";
      try (ServerProcess server =
          Guarded.launch(App.filesServer(), jdk, policy, audit.file())
              .args(workspace.toString())
              .start()) {
        RawClient client = server.raw();
        client.handshake();
        client.call(1, "write_file", Map.of("path", "a.txt", "content", "see " + token));
      }
      assertThat(workspace.resolve("a.txt")).hasContent("see " + token);
      AuditLine call = audit.awaitCall(0, "write_file").decisions().get(0);
      assertThat(call.arguments()).containsExactlyInAnyOrder("path", "content");
      assertThat(call.json().path("values").toString())
          .isIn(
              asked.equals("names")
                  ? List.of("")
                  : List.of(
                      "{\"/path\":\"a.txt\",\"/content\":\"(redacted)\"}",
                      "{\"/content\":\"(redacted)\",\"/path\":\"a.txt\"}"));
      assertThat(Files.readString(audit.file())).doesNotContain(token);
    }
  }

  private void assertSameAndRecorded(App app, Jdk jdk, Path root, List<Asked> calls) {
    ServerLaunch bare = launch(app, jdk, root);
    List<String> expected = exchange(servers.start(bare), root, calls);
    ServerProcess guarded = servers.start(launch(app, jdk, root).agent(BuildTree.agentJar()));

    List<String> answers = exchange(guarded, root, calls);

    assertThat(answers).isEqualTo(expected);
    guarded.close();
    assertThat(guarded.stderr())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("sallyport: audit: ")
        .contains(" would have been refused; see: java -jar ");
    Matcher health = HEALTH.matcher(guarded.stderr().get(0));
    assertThat(health.matches()).as(guarded.stderr().get(0)).isTrue();
    assertRecorded(calls, new AuditLog(Path.of(health.group(2))).lines());
  }

  /** Calls that end one after another are in this order in the file. */
  private static void assertRecorded(List<Asked> calls, List<AuditLine> lines) {
    List<AuditLine> ends = lines.stream().filter(line -> line.kind().equals("call")).toList();
    assertThat(ends)
        .extracting(line -> line.json().path("tool").asText())
        .containsExactlyElementsOf(
            Stream.concat(calls.stream().map(Asked::tool), Stream.of(NAMELESS)).toList());
    for (int i = 0; i < calls.size(); i++) {
      Asked asked = calls.get(i);
      String call = ends.get(i).call();
      List<AuditLine> decisions =
          lines.stream().filter(line -> line.isDecision() && line.call().equals(call)).toList();
      assertThat(decisions.get(0).operation()).isEqualTo("tool call " + asked.tool());
      assertThat(decisions.get(0).arguments())
          .containsExactlyInAnyOrderElementsOf(asked.arguments().keySet());
      assertThat(decisions)
          .allSatisfy(
              decision -> {
                assertThat(decision.tool()).isEqualTo(asked.tool());
                assertThat(decision.id()).isNotEmpty();
                assertThat(decision.action())
                    .isEqualTo(decision.verdict().equals("deny") ? "observed" : "allowed");
              });
      assertThat(decisions).extracting(AuditLine::operation).containsAll(asked.operations());
    }
    assertThat(lines).extracting(AuditLine::kind).endsWith("stop", "checkpoint");
    assertThat(lines).extracting(AuditLine::kind).doesNotContain("gap", "fault");
  }

  private ServerLaunch launch(App app, Jdk jdk, Path root) {
    return ServerProcess.of(app)
        .jdk(jdk)
        // The same in both runs, since one tool tells the environment.
        .environment("XDG_STATE_HOME", root.resolve("state").toString())
        .args(root.resolve("workspace").toString());
  }

  /** From the same start: the workspace is made anew. */
  private static List<String> exchange(ServerProcess server, Path root, List<Asked> calls) {
    prepare(root);
    RawClient client = server.raw();
    List<String> answers = new ArrayList<>();
    answers.add(client.handshake());
    answers.add(
        client.exchange(
            """
            {"jsonrpc":"2.0","id":"list","method":"tools/list"}\
            """));
    for (Asked asked : calls) {
      answers.add(client.call(answers.size(), asked.tool(), asked.arguments()));
    }
    answers.add(
        client.exchange(
            """
            {"jsonrpc":"2.0","id":"none","method":"tools/call","params":{}}\
            """));
    return answers;
  }

  private static void prepare(Path root) {
    Path workspace = root.resolve("workspace");
    try {
      if (Files.exists(workspace)) {
        try (Stream<Path> entries = Files.walk(workspace)) {
          for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(entry);
          }
        }
      }
      Files.createDirectory(workspace);
      Files.writeString(workspace.resolve("file.txt"), "inside");
      Files.writeString(root.resolve("secret.txt"), "outside");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
