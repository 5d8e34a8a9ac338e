package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.ServerLaunch;
import dev.sallyport.testapps.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What has to be true of a call, is; otherwise its handler never runs. */
class ConditionsIT {
  private static final FrameworkCaller ANN = FrameworkCaller.OWNER;
  private static final FrameworkCaller BOB = FrameworkCaller.GUEST;
  private static final String WHEN =
      "caller.role == \"reviewer\" && size(args.content) < 100"
          + " && args.path.matches(\"^[a-z]+[.]txt$\") && env.STAGE == \"test\"";
  private static final String LIBRARY = "dev.sallyport.shaded.cel.";

  @TempDir Path temporary;
  private Path directory;
  private Path loaded;

  @BeforeEach
  void prepare() throws Exception {
    directory = temporary.toRealPath();
    loaded = directory.resolve("loaded.log");
  }

  static Stream<Jdk> jdks() {
    return Jdks.all().stream();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void call_thatIsNotAsTheConditionWants_doesNotRun(Jdk jdk) throws Exception {
    try (ServerProcess server = launch(jdk, "enforce", "when: '" + WHEN + "'").http().start()) {
      Poster poster = Poster.to(server);
      assertThat(write(poster, BOB, "bob.txt", "x")).contains("Refused by policy");
      assertThat(write(poster, ANN, "ann.md", "x")).contains("Refused by policy");
      assertThat(write(poster, ANN, "long.txt", "x".repeat(100))).contains("Refused by policy");
      assertThat(ask(poster, ANN, "{\"name\":\"write_file\",\"arguments\":{\"path\":\"ann.txt\"}}"))
          .contains("Refused by policy")
          .doesNotContain("args", "STAGE");
      assertThat(write(poster, ANN, "ann.txt", "x")).doesNotContain("Refused by policy");
      assertThat(server.stderr()).allMatch(line -> !line.contains("WARNING"));
    }
    assertThat(directory.resolve("ann.txt")).hasContent("x");
    for (String name : List.of("bob.txt", "ann.md", "long.txt")) {
      assertThat(directory.resolve(name)).doesNotExist();
    }
    assertThat(decisions("blocked"))
        .containsExactly(
            "condition tools.write_file.when",
            "condition tools.write_file.when",
            "condition tools.write_file.when",
            "condition-error tools.write_file.when");
    assertThat(decisions("allowed")).containsExactly("granted tools.write_file");
    assertThat(Files.readString(loaded)).contains(LIBRARY);
    assertThat(Files.readString(directory.resolve("audit.jsonl"))).doesNotContain("STAGE");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void call_underAudit_isObserved(Jdk jdk) {
    try (ServerProcess server = launch(jdk, "audit", "when: '" + WHEN + "'").http().start()) {
      assertThat(write(Poster.to(server), BOB, "bob.txt", "x")).doesNotContain("Refused by policy");
    }
    assertThat(directory.resolve("bob.txt")).hasContent("x");
    assertThat(decisions("observed")).containsExactly("condition tools.write_file.when");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void library_isLoaded_onlyForConditions(Jdk jdk) throws Exception {
    try (ServerProcess server = launch(jdk, "enforce", "mode: enforce").http().start()) {
      assertThat(write(Poster.to(server), BOB, "bob.txt", "x")).doesNotContain("Refused by policy");
    }
    assertThat(directory.resolve("bob.txt")).hasContent("x");
    assertThat(Files.readString(loaded))
        .contains("dev.sallyport.policy.decide.Engine")
        .doesNotContain(LIBRARY, "dev.sallyport.shaded.protobuf.", "dev.sallyport.shaded.guava.");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void condition_withAMistake_endsTheServer(Jdk jdk) throws Exception {
    ServerProcess server = launch(jdk, "enforce", "when: caler.role == \"x\"").start();
    assertThat(server.awaitExit()).isEqualTo(78);
    assertThat(server.stderr())
        .anyMatch(
            line ->
                line.contains("tools.write_file.when")
                    && line.contains("`caler.role` is no variable"));
  }

  private static String write(Poster poster, FrameworkCaller caller, String path, String content) {
    return ask(
        poster,
        caller,
        """
        {"name":"write_file","arguments":{"path":"%s","content":"%s"}}"""
            .formatted(path, content));
  }

  private static String ask(Poster poster, FrameworkCaller caller, String parameters) {
    String key = caller.headers().get("Authorization");
    String session = poster.begin("Authorization", key);
    return poster
        .post(
            new RawRequest("tools/call", parameters), "Authorization", key, Poster.SESSION, session)
        .body();
  }

  private ServerLaunch launch(Jdk jdk, String mode, String conditions) {
    return Guarded.launch(
            App.filesServer(),
            jdk,
            """
            sallyport: 1
            mode: %s
            callers:
              keys:
                owner: { sha256: %s, roles: [reviewer] }
                guest: { sha256: %s, roles: [guest] }
            roles: { reviewer: { tools: [write_file] }, guest: { tools: [write_file] } }
            tools:
              write_file:
                files: { write: ["%s/*"] }
                %s
            """
                .formatted(mode, ANN.digest(), BOB.digest(), directory, conditions),
            directory.resolve("audit.jsonl"))
        .environment("STAGE", "test")
        .jvmArgs("-Xlog:class+load:file=" + loaded)
        .args(directory.toString());
  }

  /** Reason and rule of each such decision on the tool that this was done about. */
  private List<String> decisions(String action) {
    return new AuditLog(directory.resolve("audit.jsonl"))
        .lines().stream()
            .filter(line -> line.operation().startsWith("tool call"))
            .filter(line -> line.action().equals(action))
            .map(line -> line.reason() + " " + rule(line))
            .toList();
  }

  /** Without its line. */
  private static String rule(AuditLine line) {
    return line.json().at("/rule").asText().replaceFirst(":[0-9]+$", "");
  }
}
