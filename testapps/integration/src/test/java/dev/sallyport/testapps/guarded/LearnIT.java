package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.PlainPeer;
import dev.sallyport.testapps.ReceivedRequest;
import dev.sallyport.testapps.ServerLaunch;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.frameworks.Scenario;
import dev.sallyport.testapps.frameworks.Transport;
import dev.sallyport.testapps.guarded.FrameworkAct.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A day in audit mode becomes a policy, under which the day is as it was and nothing else is. */
class LearnIT {
  /** One of each kind of framework; the others differ in what the matrix looks at. */
  private static final List<String> FRAMEWORKS =
      List.of(
          "Java SDK 2.1.0, STDIO",
          "Java SDK 2.1.0, STREAMABLE",
          "Spring AI 1.0.9, WebMVC, SSE",
          "Spring AI 2.0.0, WebFlux, STREAMABLE",
          "Kotlin SDK 0.16.0, STDIO",
          "Helidon MCP 1.2.0, STREAMABLE",
          "Quarkus MCP 1.10.1, STDIO",
          "Solon 3.9.2, STREAMABLE",
          "Micronaut MCP 0.0.19, STDIO");

  @TempDir Path temporary;
  private Path directory;
  private int runs;

  /** What was answered, and what is recorded of it. */
  private record Played(List<Answer> answers, List<AuditLine> audit) {
    /** What was denied of those who talk to it as of the server itself. */
    List<AuditLine> denials() {
      return audit.stream()
          .filter(line -> line.isDecision() && line.verdict().equals("deny"))
          .filter(line -> !line.json().path("thread").asText().equals("SpringApplicationShutdownHook"))
          .toList();
    }
  }

  /** A server of which a script and an attack are known. */
  private record Subject(App app, Jdk jdk, UnaryOperator<ServerLaunch> launch, String policy) {}

  @BeforeEach
  void prepare() throws Exception {
    directory = temporary.toRealPath();
  }

  static Stream<Arguments> jdks() {
    return Jdks.all().stream().map(jdk -> Arguments.argumentSet(jdk.toString(), jdk));
  }

  static Stream<Arguments> frameworks() {
    return FrameworkServer.all().stream()
        .filter(server -> FRAMEWORKS.stream().anyMatch(server.toString()::startsWith))
        .map(server -> Arguments.argumentSet(server.toString(), server));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void filesServer_doesWhatItDid_andNothingElse(Jdk jdk) throws Exception {
    Path workspace = Files.createDirectories(directory.resolve("workspace/docs"));
    for (String name : List.of("a", "b", "c", "d", "e")) {
      Files.writeString(workspace.resolve(name + ".md"), "text of " + name);
    }
    Path outside = Files.writeString(directory.resolve("outside.md"), "classified");
    Path environment = Files.writeString(workspace.resolve(".env"), "KEY=classified");
    Subject server =
        new Subject(
            App.filesServer(),
            jdk,
            launch -> launch.args(workspace.getParent().toString()),
            "");
    List<FrameworkAct> script = new ArrayList<>();
    for (String name : List.of("a", "b", "c", "d")) {
      script.add(tool("read_file", Map.of("path", "docs/" + name + ".md")));
    }
    script.add(tool("list_directory", Map.of("path", "docs")));
    script.add(tool("write_file", Map.of("path", "docs/new.txt", "content", "new")));

    Path learned = learned(server, script);

    Played day = play(server, learned, "enforce", script);
    assertThat(day.denials()).isEmpty();
    // A file of the same directory that is alike, and was not read that day.
    List<FrameworkAct> attack =
        List.of(
            tool("read_file", Map.of("path", "docs/e.md")),
            tool("read_file", Map.of("path", "../outside.md")),
            tool("read_file", Map.of("path", "docs/.env")),
            tool("write_file", Map.of("path", "docs/a.md", "content", "forged")),
            tool("search_files", Map.of("pattern", "classified", "path", ".")));
    Played attacked = play(server, learned, "enforce", attack);
    assertThat(attacked.answers().get(0).text()).isEqualTo("text of e");
    assertThat(attacked.answers().subList(1, 5))
        .allSatisfy(answer -> assertThat(answer.isError()).isTrue())
        .noneSatisfy(answer -> assertThat(answer.text()).contains("classified"));
    assertThat(outside).hasContent("classified");
    assertThat(environment).hasContent("KEY=classified");
    assertThat(workspace.resolve("a.md")).hasContent("text of a");
    assertThat(attacked.denials()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void vulnerableServer_doesWhatItDid_andNothingElse(Jdk jdk) throws Exception {
    Path workspace = Files.createDirectories(directory.resolve("workspace"));
    Path note = Files.writeString(workspace.resolve("note.txt"), "of the note\nTODO\n");
    Path secret = Files.writeString(directory.resolve("secret.txt"), "classified");
    Path proof = directory.resolve("proof.txt");
    try (PlainPeer peer = PlainPeer.open()) {
      Subject server =
          new Subject(
              App.vulnerableServer(),
              jdk,
              launch -> launch.args(workspace.toString()),
              "egress: { allow: [\"127.0.0.1:" + peer.port() + "\"] }\n");
      List<FrameworkAct> script =
          List.of(
              tool("read_file", Map.of("path", note.toString())),
              tool("fetch_url", Map.of("url", HttpPeers.url(peer, "/issues/12"))),
              tool("read_variable", Map.of("name", "PATH")));

      Path learned = learned(server, script);

      Played day = play(server, learned, "enforce", script);
      assertThat(day.denials()).isEmpty();
      int arrived = peer.requests().size();
      Played attacked =
          play(
              server,
              learned,
              "enforce",
              List.of(
                  tool("read_file", Map.of("path", secret.toString())),
                  tool("fetch_url", Map.of("url", HttpPeers.url(peer, "/admin"))),
                  tool("fetch_url", Map.of("url", HttpPeers.url(peer, "/issues/12?leak=1"))),
                  tool("delete_file", Map.of("path", note.toString())),
                  tool("run_command", Map.of("command", "echo forged > " + proof))));
      peer.awaitEnds();
      assertThat(attacked.answers())
          .hasSize(5)
          .noneSatisfy(answer -> assertThat(answer.text()).contains("classified"));
      assertThat(peer.requests()).hasSize(arrived);
      assertThat(note).exists();
      assertThat(proof).doesNotExist();
      assertThat(attacked.denials())
          .hasSizeGreaterThanOrEqualTo(5)
          .allSatisfy(line -> assertThat(line.action()).isEqualTo("blocked"));
    }
  }

  @ParameterizedTest
  @MethodSource("frameworks")
  void framework_doesWhatItDid_andNothingElse(FrameworkServer row) throws Exception {
    assumeTrue(row.unfit().isEmpty(), row.unfit());
    Path granted = Files.writeString(directory.resolve("granted.txt"), "granted");
    Path secret = Files.writeString(directory.resolve("secret.txt"), "classified");
    try (PlainPeer peer = PlainPeer.open()) {
      Subject server =
          new Subject(
              row.app(),
              row.jdk(),
              launch -> over(row.transport(), launch),
              "egress: { allow: [\"127.0.0.1:" + peer.port() + "\"] }\n" + row.runtime() + "\n");
      String url = HttpPeers.url(peer, FrameworkScript.GRANTED_PATH);
      List<FrameworkAct> script = new ArrayList<>();
      script.add(tool(Scenario.ECHO, Map.of("text", "said")));
      script.add(tool(Scenario.READ_FILE, Map.of("path", granted.toString())));
      script.add(tool(Scenario.FETCH_URL, Map.of("url", url)));
      List<FrameworkAct> attack = new ArrayList<>();
      attack.add(tool(Scenario.SHOUT, Map.of("text", "said")));
      attack.add(tool(Scenario.READ_FILE, Map.of("path", secret.toString())));
      attack.add(tool(Scenario.FETCH_URL, Map.of("url", HttpPeers.url(peer, "/other"))));
      if (row.has(FrameworkCell.RESOURCE)) {
        script.add(FrameworkAct.resource(Scenario.LISTED_NOTE, ""));
        attack.add(FrameworkAct.resource(Scenario.UNLISTED_NOTE, ""));
      }
      if (row.has(FrameworkCell.PROMPT)) {
        script.add(FrameworkAct.prompt(Scenario.LISTED_PROMPT, ""));
        attack.add(FrameworkAct.prompt(Scenario.UNLISTED_PROMPT, ""));
      }

      Path learned = learned(server, script);

      List<FrameworkAct> both = new ArrayList<>(script);
      both.addAll(attack);
      Played played = play(server, learned, "enforce", both);
      peer.awaitEnds();
      int day = script.size();
      assertThat(played.answers().subList(day, both.size()))
          .noneSatisfy(answer -> assertThat(answer.text()).contains("classified"))
          .noneSatisfy(answer -> assertThat(answer.text()).isEqualTo("SAID"))
          .noneSatisfy(answer -> assertThat(answer.text()).startsWith("text of "));
      assertThat(peer.requests())
          .extracting(ReceivedRequest::target)
          .containsOnly(FrameworkScript.GRANTED_PATH)
          .hasSize(2);
      assertThat(played.denials()).hasSize(attack.size());
    }
  }

  private static ServerLaunch over(Transport transport, ServerLaunch launch) {
    ServerLaunch told = launch.args(transport.name().toLowerCase(Locale.ROOT));
    return switch (transport) {
      case STDIO -> told;
      case SSE -> told.sse();
      case STREAMABLE, STATELESS -> told.http();
    };
  }

  private static FrameworkAct tool(String name, Map<String, String> arguments) {
    return FrameworkAct.tool(FrameworkCell.TOOL, name, arguments, "", "");
  }

  /** The policy of a day in audit mode, which the same day under it is answered alike. */
  private Path learned(Subject server, List<FrameworkAct> script) throws Exception {
    Path before =
        Files.writeString(
            directory.resolve("before.yaml"), "sallyport: 1\nmode: audit\n" + server.policy());
    Played day = play(server, before, "audit", script);
    Path audit = directory.resolve("audit-" + runs + ".jsonl");
    Path learned = directory.resolve("learned.yaml");
    command("learn", audit, "--into", before, "--output", learned);
    command("check", "--strict", learned);
    String text = Files.readString(learned);
    command("learn", audit, "--into", learned, "--output", learned);
    assertThat(learned).hasContent(text);
    Played again = play(server, learned, "enforce", script);
    assertThat(again.denials()).as(text).isEmpty();
    assertThat(again.answers()).isEqualTo(day.answers());
    return learned;
  }

  private static void command(Object... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Jdks.all().get(0).java().toString(), "-jar", BuildTree.agentJar().toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private Played play(Subject server, Path policy, String mode, List<FrameworkAct> script)
      throws Exception {
    AuditLog audit = new AuditLog(directory.resolve("audit-" + ++runs + ".jsonl"));
    String text = Files.readString(policy).replace("mode: audit", "mode: " + mode);
    ServerLaunch launch = Guarded.launch(server.app(), server.jdk(), text, audit.file());
    List<Answer> answers = new ArrayList<>();
    try (ServerProcess process = server.launch().apply(launch).start()) {
      var client = process.client();
      script.forEach(act -> answers.add(act.play(client)));
    }
    return new Played(answers, audit.lines());
  }
}
