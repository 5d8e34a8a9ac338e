package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.LoopbackListener;
import dev.sallyport.testapps.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** How often a tool is called, when, and after what. */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
class LimitsIT {
  private static final FrameworkCaller ANN = FrameworkCaller.OWNER;
  private static final FrameworkCaller BOB = FrameworkCaller.GUEST;

  private static final String REFUSED = "Refused by policy";
  private static final Pattern RETRY = Pattern.compile("\"dev.sallyport/retry-after\":(\\d+)");
  private static final int SECONDS_OF_HALF_A_DAY = 43_200;

  @Parameter Jdk jdk;

  @TempDir Path temporary;
  private Path directory;
  private AuditLog audit;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @BeforeEach
  void prepare() throws Exception {
    directory = temporary.toRealPath();
    audit = new AuditLog(directory.resolve("audit.jsonl"));
    Files.writeString(directory.resolve("a"), "of a");
    Files.writeString(directory.resolve("b"), "of b");
  }

  /**
   * A server over HTTP.
   *
   * @param ofAll keys of the policy
   * @param ofWriting keys of {@code write_file}
   */
  private ServerProcess start(String mode, String ofAll, String ofWriting) {
    return Guarded.launch(
            App.filesServer(),
            jdk,
            """
            sallyport: 1
            mode: %s
            %s
            tools:
              read_file: { files: { read: ["%s/**"] }, limits: { concurrent: 1 } }
              write_file:
                files: { read: ["%s/**"], write: ["%s/**"] }
                %s
            """
                .formatted(mode, ofAll, directory, directory, directory, ofWriting),
            audit.file())
        .args(directory.toString())
        .http()
        .start();
  }

  private static String callers(String limits) {
    return """
    callers:
      keys: { owner: { sha256: %s }, guest: { sha256: %s } }
      %s
    """
        .formatted(ANN.digest(), BOB.digest(), limits);
  }

  /** One session of a caller. */
  private record Client(Poster poster, FrameworkCaller caller, String session) {
    static Client begin(ServerProcess server, FrameworkCaller caller) {
      Poster poster = Poster.to(server);
      return new Client(poster, caller, poster.begin("Authorization", key(caller)));
    }

    private static String key(FrameworkCaller caller) {
      return caller.headers().get("Authorization");
    }

    private String ask(RawRequest what) {
      return poster
          .post(what, "Authorization", key(caller), Poster.SESSION, session)
          .body()
          .replace("\\\"", "\"");
    }

    void cancel() {
      poster.cancel("Authorization", key(caller), Poster.SESSION, session);
    }

    String read(String path) {
      return ask(RawRequest.call("read_file", "path", path));
    }

    String write(String path) {
      return ask(
          new RawRequest(
              "tools/call",
              """
              {"name":"write_file","arguments":{"path":"%s","content":"new"}}"""
                  .formatted(path)));
    }
  }

  private boolean isWritten(String path) throws Exception {
    Path file = directory.resolve(path);
    return Files.exists(file) && Files.readString(file).equals("new");
  }

  /** Action and reason of each decision on a call that was not allowed. */
  private List<String> denials() {
    return denials("tool");
  }

  private List<String> denials(String gate) {
    return audit.lines().stream()
        .filter(line -> line.isDecision() && line.gate().equals(gate))
        .filter(line -> line.verdict().equals("deny"))
        .map(line -> line.action() + " " + line.reason() + " " + line.rule().replaceAll(":.*", ""))
        .toList();
  }

  @Test
  void rate_ofATool_isOfEachSession() throws Exception {
    try (ServerProcess server = start("enforce", callers(""), "limits: { calls: 2/d }")) {
      Client one = Client.begin(server, ANN);
      assertThat(one.write("c")).doesNotContain(REFUSED);
      assertThat(one.write("d")).doesNotContain(REFUSED);
      String refused = one.write("e");
      assertThat(refused).contains(REFUSED);
      assertThat(isWritten("d")).isTrue();
      assertThat(isWritten("e")).isFalse();
      assertThat(one.read("a")).contains("of a");

      assertThat(Client.begin(server, ANN).write("f")).doesNotContain(REFUSED);
      assertThat(isWritten("f")).isTrue();

      Matcher retry = RETRY.matcher(refused);
      assertThat(retry.find()).as(refused).isTrue();
      long seconds = Long.parseLong(retry.group(1));
      assertThat(seconds).isBetween(SECONDS_OF_HALF_A_DAY - 600L, (long) SECONDS_OF_HALF_A_DAY);
      assertThat(refused).contains("try again in " + seconds + " s");
      assertThat(audit.lines())
          .filteredOn(line -> line.reason().equals("rate"))
          .singleElement()
          .satisfies(
              line -> assertThat(line.json().path("retryAfter").asLong()).isEqualTo(seconds));
    }
    assertThat(denials()).containsExactly("blocked rate tools.write_file.limits.calls");
  }

  @Test
  void rate_ofACaller_isOfAllItsSessions() throws Exception {
    try (ServerProcess server =
        start("enforce", callers("limits: { calls: 2/d }"), "limits: { calls: 9/d }")) {
      assertThat(Client.begin(server, ANN).write("c")).doesNotContain(REFUSED);
      assertThat(Client.begin(server, ANN).read("a")).contains("of a");
      assertThat(Client.begin(server, ANN).write("d")).contains(REFUSED);
      assertThat(isWritten("d")).isFalse();
      assertThat(Client.begin(server, BOB).write("d")).doesNotContain(REFUSED);
      assertThat(isWritten("d")).isTrue();
    }
    assertThat(denials()).containsExactly("blocked rate callers.limits.calls");
  }

  @Test
  void rate_ofASession_isOfAllItsTools_andThatOfTheServerOfAll() throws Exception {
    String limits = callers("") + "sessions: { limits: { calls: 2/d } }\nlimits: { calls: 3/d }";
    try (ServerProcess server = start("enforce", limits, "limits: { calls: 9/d }")) {
      Client one = Client.begin(server, ANN);
      assertThat(one.write("c")).doesNotContain(REFUSED);
      assertThat(one.read("a")).contains("of a");
      assertThat(one.write("d")).contains(REFUSED);
      Client two = Client.begin(server, BOB);
      assertThat(two.write("e")).doesNotContain(REFUSED);
      assertThat(two.write("f")).contains(REFUSED);
      assertThat(isWritten("d") || isWritten("f")).isFalse();
      assertThat(isWritten("e")).isTrue();
    }
    assertThat(denials())
        .containsExactly("blocked rate sessions.limits.calls", "blocked rate limits.calls");
  }

  @Test
  void concurrent_holdsUntilTheOtherAnswered() throws Exception {
    Path pipe = pipe("pipe");
    try (ServerProcess server = start("enforce", callers(""), "limits: { calls: 9/d }")) {
      Client one = Client.begin(server, ANN);
      CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> one.read("pipe"));
      audit.await(0, line -> line.operation().equals("tool call read_file"));

      String refused = one.read("a");
      assertThat(refused).contains(REFUSED, "\"dev.sallyport/retry-after\":1");
      assertThat(Client.begin(server, BOB).read("a")).contains("of a");
      Files.writeString(pipe, "of the pipe");
      assertThat(waiting.get(1, TimeUnit.MINUTES)).contains("of the pipe");
      assertThat(one.read("a")).contains("of a");
      assertThat(one.read("absent")).contains("\"isError\":true").doesNotContain(REFUSED);
      assertThat(one.read("a")).contains("of a");
    }
    assertThat(denials()).containsExactly("blocked concurrency tools.read_file.limits.concurrent");
  }

  @Test
  void concurrent_inAuditMode_isObserved() throws Exception {
    Path pipe = pipe("pipe");
    try (ServerProcess server = start("audit", callers(""), "limits: { calls: 9/d }")) {
      Client one = Client.begin(server, ANN);
      CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> one.read("pipe"));
      audit.await(0, line -> line.operation().equals("tool call read_file"));

      assertThat(one.read("a")).contains("of a");
      Files.writeString(pipe, "of the pipe");
      assertThat(waiting.get(1, TimeUnit.MINUTES)).contains("of the pipe");
      assertThat(one.read("a")).contains("of a");
    }
    assertThat(denials()).containsExactly("observed concurrency tools.read_file.limits.concurrent");
  }

  /** The SDK lets a call that is cancelled run on. */
  @Test
  void concurrent_ofCancelledCalls_holdsUntilTheyEnd_andIsGivenBack() throws Exception {
    try (ServerProcess server = start("enforce", callers(""), "limits: { calls: 9/d }")) {
      Client one = Client.begin(server, ANN);
      for (String name : List.of("first", "second", "third")) {
        Path pipe = pipe(name);
        CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> one.read(name));
        audit.await(0, line -> line.gate().equals("file") && line.target().equals(pipe.toString()));

        one.cancel();
        assertThat(one.read("a")).contains(REFUSED);
        Files.writeString(pipe, "of the pipe");
        waiting.get(1, TimeUnit.MINUTES);
        assertThat(one.read("a")).contains("of a");
      }
    }
    assertThat(denials())
        .hasSize(3)
        .containsOnly("blocked concurrency tools.read_file.limits.concurrent");
  }

  /** Whoever reads a pipe waits until somebody writes to it. */
  private Path pipe(String name) throws Exception {
    Path pipe = directory.resolve(name);
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    return pipe;
  }

  /** The tool makes the directory of a file first. */
  @Test
  void files_beyondTheLimitOfACall_areNotTouched() throws Exception {
    try (ServerProcess server = start("enforce", callers(""), "limits: { files: 1 }")) {
      Client one = Client.begin(server, ANN);
      assertThat(one.write("c")).doesNotContain("\"isError\":true");
      assertThat(one.write("d")).doesNotContain("\"isError\":true");
      assertThat(one.write("new/e")).contains("\"isError\":true");
      assertThat(isWritten("c") && isWritten("d")).isTrue();
      assertThat(directory.resolve("new/e")).doesNotExist();
    }
    assertThat(denials("file")).containsExactly("blocked limit tools.write_file.limits.files");
  }

  @Test
  void files_inAuditMode_areObserved() throws Exception {
    try (ServerProcess server = start("audit", callers(""), "limits: { files: 1 }")) {
      assertThat(Client.begin(server, ANN).write("new/e")).doesNotContain("\"isError\":true");
      assertThat(isWritten("new/e")).isTrue();
    }
    assertThat(denials("file")).containsExactly("observed limit tools.write_file.limits.files");
  }

  private static String window(int fromHours, int toHours) {
    LocalTime now = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
    return "hours: [{ from: '%s', to: '%s', zone: UTC }]"
        .formatted(now.plusHours(fromHours), now.plusHours(toHours));
  }

  @Test
  void hours_outside_isRefused_andShown() throws Exception {
    try (ServerProcess server = start("enforce", callers(""), window(2, 5))) {
      Client one = Client.begin(server, ANN);
      assertThat(one.write("c")).contains(REFUSED);
      assertThat(isWritten("c")).isFalse();
      assertThat(one.ask(RawRequest.list("tools"))).contains("write_file");
    }
    assertThat(denials()).containsExactly("blocked hours tools.write_file.hours");
  }

  @Test
  void hours_inside_isAllowed() throws Exception {
    try (ServerProcess server = start("enforce", callers(""), window(-2, 2))) {
      assertThat(Client.begin(server, ANN).write("c")).doesNotContain(REFUSED);
      assertThat(isWritten("c")).isTrue();
    }
    assertThat(denials()).isEmpty();
  }

  @Test
  void sequence_isOfWhatSucceededWithTheSameArguments_inTheSameSession() throws Exception {
    String requires = "requires: [{ tool: read_file, same: [path], within: 10m }]";
    try (ServerProcess server = start("enforce", "", requires)) {
      Poster poster = Poster.to(server);
      Client one = new Client(poster, ANN, poster.begin());
      Client two = new Client(poster, ANN, poster.begin());

      assertThat(one.write("a")).contains(REFUSED);
      assertThat(one.read("b")).contains("of b");
      assertThat(two.read("a")).contains("of a");
      assertThat(one.read("absent")).contains("\"isError\":true");
      assertThat(one.write("a")).contains(REFUSED);
      assertThat(one.write("absent")).contains(REFUSED);
      assertThat(isWritten("a") || isWritten("absent")).isFalse();

      assertThat(one.read("a")).contains("of a");
      assertThat(one.write("a")).doesNotContain(REFUSED);
      assertThat(isWritten("a")).isTrue();
    }
    assertThat(denials()).hasSize(3).containsOnly("blocked sequence tools.write_file.requires[0]");
  }

  @Test
  void result_beyondItsLimit_isRefused() throws Exception {
    Files.writeString(directory.resolve("long"), "x".repeat(200));
    try (ServerProcess server = start("enforce", callers(""), ofReading("result: 150"))) {
      Client one = Client.begin(server, ANN);
      assertThat(one.read("a")).contains("of a");
      assertThat(one.read("long")).contains(REFUSED).doesNotContain("xx");
    }
    assertThat(denials()).containsExactly("blocked limit tools.read_*.limits.result");
    try (ServerProcess server = start("audit", callers(""), ofReading("result: 150"))) {
      assertThat(Client.begin(server, ANN).read("long")).contains("x".repeat(200));
    }
    assertThat(denials()).last().isEqualTo("observed limit tools.read_*.limits.result");
  }

  /** Another entry that fits {@code read_file}. */
  private static String ofReading(String limits) {
    return "limits: {}\n  read_*: { limits: { %s } }".formatted(limits);
  }

  @Test
  void bytes_ofASession_areThoseOfAllItsCalls() throws Exception {
    for (String mode : List.of("enforce", "audit")) {
      try (LoopbackListener listener = LoopbackListener.answering("an answer");
          Guarded server = speaking(mode, listener)) {
        assertThat(speak(server, listener).text()).contains("an answer");
        Guarded.Told second = speak(server, listener);
        assertThat(second.recorded().denials())
            .singleElement()
            .satisfies(
                line -> {
                  assertThat(line.operation()).isEqualTo("network send bytes sent");
                  assertThat(line.rule()).startsWith("sessions.limits.sent");
                });
        boolean enforced = mode.equals("enforce");
        assertThat(second.text()).startsWith(enforced ? REFUSED : "HTTP/1.1 200");
        assertThat(listener.received().split("GET ", -1)).hasSize(enforced ? 2 : 3);
      }
    }
  }

  private Guarded speaking(String mode, LoopbackListener listener) {
    Path file = directory.resolve(mode + ".jsonl");
    ServerProcess process =
        Guarded.launch(
                App.vulnerableServer(),
                jdk,
                """
                sallyport: 1
                mode: %s
                sessions: { limits: { sent: 100 } }
                tools: { speak: { net: ['localhost:%d'] } }
                egress: { allow: ['127.0.0.1:%d'] }
                """
                    .formatted(mode, listener.port(), listener.port()),
                file)
            .args(directory.toString())
            .start();
    return new Guarded(process, process.client(), new AuditLog(file));
  }

  /** Sends more than half of what may be sent. */
  private static Guarded.Told speak(Guarded server, LoopbackListener listener) {
    String port = Integer.toString(listener.port());
    String request = "GET /a HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n\r\n";
    return server.call(
        "speak", Map.of("kind", "socket", "host", "localhost", "port", port, "text", request));
  }

  @Test
  void bytesRead_ofASession_areThoseOfAllItsCalls() throws Exception {
    String limit = callers("") + "sessions: { limits: { read: 10 } }\n";
    Files.writeString(directory.resolve("long"), "x".repeat(20_000));
    try (ServerProcess server = start("enforce", limit, "")) {
      Client one = Client.begin(server, ANN);
      assertThat(one.read("a")).contains("of a");
      assertThat(one.read("b")).contains("of b");
      assertThat(one.read("long")).contains(REFUSED).doesNotContain("xx");
      assertThat(one.read("a")).contains(REFUSED).doesNotContain("of a");
      assertThat(Client.begin(server, ANN).read("a")).contains("of a");
    }
    String rule = " limit sessions.limits.read";
    assertThat(denials("file")).containsExactly("blocked" + rule, "blocked" + rule);
    try (ServerProcess server = start("audit", limit, "")) {
      Client one = Client.begin(server, ANN);
      assertThat(one.read("long")).contains("xx");
      assertThat(one.read("a")).contains("of a");
    }
    assertThat(denials("file")).hasSize(4).endsWith("observed" + rule, "observed" + rule);
  }

  @Test
  void all_inAuditMode_areObserved() throws Exception {
    try (ServerProcess server =
        start("audit", callers(""), "requires: [read_file]\n    limits: { calls: 1/d }")) {
      Client one = Client.begin(server, ANN);
      assertThat(one.write("c")).doesNotContain(REFUSED);
      assertThat(one.read("a")).contains("of a");
      assertThat(one.write("d")).doesNotContain(REFUSED);
      assertThat(one.write("e")).doesNotContain(REFUSED);
      assertThat(isWritten("c") && isWritten("d") && isWritten("e")).isTrue();
    }
    assertThat(denials())
        .containsExactly(
            "observed sequence tools.write_file.requires[0]",
            "observed rate tools.write_file.limits.calls");
  }

  @Test
  void hours_inAuditMode_areObserved() throws Exception {
    try (ServerProcess server = start("audit", callers(""), window(2, 5))) {
      assertThat(Client.begin(server, ANN).write("c")).doesNotContain(REFUSED);
      assertThat(isWritten("c")).isTrue();
    }
    assertThat(denials()).containsExactly("observed hours tools.write_file.hours");
  }
}
