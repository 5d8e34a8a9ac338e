package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.testapps.App;
import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.LoopbackListener;
import dev.sallyport.testapps.RawClient;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.guarded.Guarded.Answered;
import dev.sallyport.testapps.guarded.Guarded.Told;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of a trail that a real server left, or is leaving. */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class TrailIT {
  /** Of signal.h. */
  private static final int SIGINT = 2;

  private static final String NOTHING_GRANTED = "sallyport: 1\nmode: %s\ntools:\n  read_file: {}\n";

  @Parameter Jdk jdk;

  @TempDir Path temporary;
  private Path directory;
  private Path audit;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @BeforeEach
  void prepare() throws IOException {
    directory = Files.createDirectory(temporary.toRealPath().resolve("of mine"));
    audit = directory.resolve("audit.jsonl");
    Files.writeString(directory.resolve("note.txt"), "of the note");
    Files.writeString(directory.resolve("key.txt"), "of the key");
  }

  private Guarded start(App app, String policy) {
    ServerProcess server =
        Guarded.launch(app, jdk, policy, audit).args(directory.toString()).start();
    return new Guarded(server, server.client(), new AuditLog(audit));
  }

  private static Told read(Guarded server, String file) {
    return server.call("read_file", Map.of("path", file));
  }

  private List<String> command(Object... arguments) {
    List<String> command =
        new ArrayList<>(List.of(jdk.java().toString(), "-jar", BuildTree.agentJar().toString()));
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    return command;
  }

  private static String run(int exit, List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(exit);
    return said;
  }

  private static List<String> closing(ServerProcess server) {
    return server.stderr().stream().filter(line -> line.startsWith("sallyport: audit: ")).toList();
  }

  @Test
  void auditedServer_saysWhenItEnds_whatWouldHaveBeenRefused_andHowToSeeIt() throws Exception {
    ServerProcess server;
    try (Guarded guarded = start(App.filesServer(), NOTHING_GRANTED.formatted("audit"))) {
      assertThat(read(guarded, "note.txt").text()).isEqualTo("of the note");
      assertThat(closing(guarded.server())).isEmpty();
      server = guarded.server();
    }

    long observed =
        new AuditLog(audit)
            .lines().stream().filter(line -> line.action().equals("observed")).count();
    assertThat(closing(server)).hasSize(1);
    String line = closing(server).get(0);
    assertThat(observed).isPositive();
    assertThat(line)
        .startsWith("sallyport: audit: " + observed + " operation")
        .contains(" of 1 tool would have been refused; see: java -jar ")
        .endsWith(" decisions --denied '" + audit + "'");
    String shown =
        run(0, List.of("sh", "-c", jdk.java() + line.substring(line.indexOf("java -jar") + 4)));
    assertThat(shown).contains("file read", "note.txt", "OBSERVED");
    assertThat(server.stdout()).allMatch(text -> text.startsWith("{"));
  }

  @Test
  void auditedServer_saysSoOnSigterm_andOnExit() throws Exception {
    try (Guarded guarded = start(App.filesServer(), NOTHING_GRANTED.formatted("audit"))) {
      read(guarded, "note.txt");
      ProcessHandle.of(guarded.server().pid()).orElseThrow().destroy();
      guarded.server().awaitExit();
      assertThat(closing(guarded.server())).singleElement().asString().contains(" of 1 tool ");
    }
    ServerProcess exiting =
        Guarded.launch(App.hostileServer(), jdk, "sallyport: 1\nmode: audit\n", audit).start();
    RawClient client = exiting.raw();
    client.exchange(RawRequest.initialize().withId(1));
    client.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    client.send(RawRequest.call("exit_jvm", "target", "").withId(2));
    assertThat(exiting.awaitExit()).isEqualTo(3);
    assertThat(closing(exiting)).singleElement().asString().contains(" of 1 tool ");
  }

  @Test
  void auditedServer_ofWhichAllIsGranted_saysThatToo_andAnEnforcedOneNothing() {
    String granted =
        "sallyport: 1\nmode: audit\ntools:\n  read_file: { files: { read: ['%s/**'] } }\n"
            .formatted(directory);
    ServerProcess audited;
    try (Guarded guarded = start(App.filesServer(), granted)) {
      audited = guarded.server();
      read(guarded, "note.txt");
    }
    assertThat(closing(audited))
        .containsExactly("sallyport: audit: nothing would have been refused");
    ServerProcess enforced;
    try (Guarded guarded = start(App.filesServer(), NOTHING_GRANTED.formatted("enforce"))) {
      enforced = guarded.server();
      assertThat(read(guarded, "note.txt").text()).contains("Refused by policy");
    }
    assertThat(closing(enforced)).isEmpty();
  }

  @Test
  void replay_ofAnAuditedRun_countsWhatAPolicyWouldRefuse() throws Exception {
    try (Guarded guarded =
        start(
            App.filesServer(),
            """
            sallyport: 1
            mode: audit
            tools: { '*': { files: { read: ['%1$s/**'], write: ['%1$s/**'] } } }
            """
                .formatted(directory))) {
      read(guarded, "note.txt");
      read(guarded, "key.txt");
      guarded.call("write_file", Map.of("path", "new.txt", "content", "new"));
    }
    Path policy =
        Files.writeString(
            directory.resolve("policy.yaml"),
            """
            sallyport: 1
            tools:
              read_file: { files: { read: ["%1$s/**"], deny: ["**/key.txt"] } }
              write_file: { files: { read: ["%1$s/**"] } }
            """
                .formatted(directory));
    List<AuditLine> lines = new AuditLog(audit).lines();

    JsonNode told =
        AuditLine.of(run(1, command("replay", "--format", "json", policy, audit))).json();

    long keys = times(lines, "read_file", "key.txt");
    long writes =
        lines.stream()
            .filter(line -> line.isDecision() && line.tool().equals("write_file"))
            .filter(line -> line.operation().startsWith("file write "))
            .mapToLong(TrailIT::times)
            .sum();
    assertThat(keys).isPositive();
    assertThat(writes).isPositive();
    assertThat(told.at("/refused"))
        .extracting(
            change -> change.path("name").asText() + " " + change.path("rule").asText(),
            change -> change.path("count").asLong())
        .containsExactly(
            tuple("read_file tools.read_file.files.deny[0]:3", keys),
            tuple("write_file tools.write_file:4", writes));
    assertThat(told.at("/refused/1/grant/yaml/0").asText())
        .isEqualTo("files: { write: [\"" + directory.resolve("new.txt") + "\"] }");
    assertThat(told.at("/refused/0").has("grant")).isFalse();
    assertThat(run(1, command("replay", policy, audit)))
        .contains(keys + writes + " would be refused, 0 would be allowed, ");
    assertThat(run(0, command("replay", "--tool", "list_directory", policy, audit)))
        .startsWith("0 would be refused");
  }

  private static long times(List<AuditLine> lines, String tool, String file) {
    return lines.stream()
        .filter(line -> line.isDecision() && line.tool().equals(tool))
        .filter(line -> line.operation().endsWith(file))
        .mapToLong(TrailIT::times)
        .sum();
  }

  private static long times(AuditLine line) {
    return line.json().path("times").asLong(1);
  }

  @Test
  void lineage_ofARefusedCall_isFoundByTheIdThatTheClientGot() throws Exception {
    String trace = "0af7651916cd43dd8448eb211c80319c";
    String id;
    try (Guarded guarded = start(App.filesServer(), NOTHING_GRANTED.formatted("enforce"))) {
      Answered refused =
          guarded.ask(
              new RawRequest(
                  "tools/call",
                  """
                  {"name":"read_file","arguments":{"path":"note.txt"},\
                  "_meta":{"traceparent":"00-%s-b7ad6b7169203331-01",\
                  "dev.sallyport/justification":"ticket 12\\u001b[2J"}}"""
                      .formatted(trace)),
              "tool read_file");
      id = refused.message().at("/result/_meta/dev.sallyport~1decisions/0").asText();
      assertThat(refused.message().at("/result/isError").asBoolean()).isTrue();
      assertThat(refused.recorded().end().json().path("justification").asText())
          .isEqualTo("ticket 12 [2J");
      read(guarded, "key.txt");
    }

    String text = run(0, command("lineage", id, audit));

    assertThat(text)
        .startsWith("call ")
        .contains(": tool read_file: refused after ", "trace: " + trace)
        .contains("said to be for: ticket 12 [2J", "arguments: path")
        .contains("file read " + directory.resolve("note.txt"), "; " + id)
        .doesNotContain("key.txt", "MISSING");
    JsonNode call =
        AuditLine.of(run(0, command("lineage", "--format", "json", trace, audit)))
            .json()
            .at("/calls/0");
    assertThat(call.path("trace").asText()).isEqualTo(trace);
    assertThat(call.path("missing")).isEmpty();
  }

  @Test
  void lineage_ofACallWhoseServerWasKilled_saysWhatIsMissing() throws Exception {
    String call;
    try (Guarded guarded = start(App.filesServer(), NOTHING_GRANTED.formatted("audit"))) {
      Told told = read(guarded, "note.txt");
      call = told.recorded().end().call();
      assertThat(told.recorded().end().json().at("/bytes/result").asLong())
          .as("the texts of the answer")
          .isGreaterThanOrEqualTo("of the note".length());
    }
    assertThat(run(0, command("lineage", call, audit))).contains(" result\n");
    String cut =
        String.join(
            "\n",
            new AuditLog(audit)
                .text()
                .lines()
                .takeWhile(line -> !line.contains("\"kind\":\"call\""))
                .toList());
    Path killed = Files.writeString(directory.resolve("killed.jsonl"), cut + "\n");

    assertThat(run(1, command("lineage", call, killed)))
        .contains("no end recorded", "MISSING: its end: it is still under way, or the server");
  }

  @Test
  void endOfACall_saysHowMuchItSentAndReceived() throws Exception {
    String granted = "sallyport: 1\nmode: audit\ndefault: allow\n";
    try (LoopbackListener service = LoopbackListener.answering("internal");
        Guarded guarded = start(App.vulnerableServer(), granted)) {
      Told fetched =
          guarded.call("fetch_url", Map.of("url", service.url().toString(), "client", "url"));
      Told read = read(guarded, "note.txt");

      JsonNode bytes = fetched.recorded().end().json().path("bytes");
      assertThat(bytes.path("sent").asLong()).isGreaterThan("GET / HTTP/1.1".length());
      assertThat(bytes.path("received").asLong()).isGreaterThan("HTTP/1.1 200 internal".length());
      assertThat(read.recorded().end().json().path("bytes").has("sent")).isFalse();
    }
  }

  @Test
  void tail_followsWhileTheClientCalls() throws Exception {
    try (Guarded guarded = start(App.filesServer(), NOTHING_GRANTED.formatted("enforce"))) {
      assertThat(read(guarded, "key.txt").text()).contains("Refused by policy");
      Process tail =
          new ProcessBuilder(command("tail", "-n", 1, "--denied", audit))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (BufferedReader lines = tail.inputReader(StandardCharsets.UTF_8)) {
        assertThat(lines.readLine()).as("of before").contains("key.txt");
        assertThat(read(guarded, "note.txt").text()).contains("Refused by policy");
        assertThat(lines.readLine())
            .contains("/read_file  DENY blocked  file ", "note.txt")
            .doesNotContain("\u001b");
      } finally {
        tail.destroyForcibly();
        tail.waitFor();
      }
    }
  }

  @Test
  void tail_inATerminal_isColoured_andEndsOnInterrupt() throws Exception {
    Path script = Path.of("/usr/bin/script");
    assumeThat(script).as("script of util-linux makes a terminal").exists();
    assumeThat(ignoresInterrupts())
        .as("interrupts are ignored, as a shell has it for what it runs in the background")
        .isFalse();
    try (Guarded guarded = start(App.filesServer(), NOTHING_GRANTED.formatted("enforce"))) {
      read(guarded, "note.txt");
    }
    String quoted =
        String.join(
            " ", command("tail", "--denied", audit).stream().map(one -> "'" + one + "'").toList());
    ProcessBuilder builder =
        new ProcessBuilder(
            script.toString(), "-qefc", quoted, directory.resolve("typescript").toString());
    builder.environment().remove("NO_COLOR");
    builder.environment().put("TERM", "xterm");
    Process terminal = builder.redirectErrorStream(true).start();
    try (BufferedReader lines = terminal.inputReader(StandardCharsets.UTF_8)) {
      assertThat(lines.readLine()).contains("\u001b[31mDENY blocked\u001b[0m");
      terminal.getOutputStream().write(3);
      terminal.getOutputStream().flush();
      assertThat(terminal.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(terminal.exitValue()).as("ended by SIGINT").isEqualTo(130);
    } finally {
      terminal.destroyForcibly();
    }
  }

  /** What a process ignores its children ignore, too. */
  private static boolean ignoresInterrupts() throws IOException {
    String ignored =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> line.substring("SigIgn:".length()).strip())
            .findFirst()
            .orElse("0");
    return (Long.parseUnsignedLong(ignored, 16) & (1L << (SIGINT - 1))) != 0;
  }
}
