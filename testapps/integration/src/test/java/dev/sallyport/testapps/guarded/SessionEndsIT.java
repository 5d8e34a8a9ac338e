package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A session ends: after a while, after a rest, or since its caller began too many others. */
class SessionEndsIT {
  private static final FrameworkCaller ANN = FrameworkCaller.OWNER;
  private static final FrameworkCaller BOB = FrameworkCaller.GUEST;

  /** Sessions that are kept of one caller. */
  private static final int KEPT = 1024;

  /** How long a session has been used when the one begins that rests. */
  private static final Duration BEFORE = Duration.ofMillis(500);

  @TempDir Path temporary;
  private Path directory;

  @BeforeEach
  void prepare() throws Exception {
    directory = temporary.toRealPath();
    Files.writeString(directory.resolve("note.txt"), "of the note");
  }

  static Stream<Jdk> jdks() {
    return Jdks.all().stream();
  }

  /** One that is used until its time is up, and two that begin later, of which one is used. */
  @ParameterizedTest
  @MethodSource("jdks")
  void session_ends_withItsTimeOrByRest(Jdk jdk) {
    try (ServerProcess server = start(jdk, "enforce", "ttl: 4s, idle: 2s")) {
      Poster poster = Poster.to(server);
      String first = begin(poster, ANN);
      long begun = System.nanoTime();
      Poster.until(
          () -> isServed(poster, ANN, first) && System.nanoTime() - begun > BEFORE.toNanos());
      String resting = begin(poster, ANN);
      String used = begin(poster, ANN);
      assertThat(isServed(poster, ANN, resting)).isTrue();

      Poster.until(() -> isServed(poster, ANN, used) && !isServed(poster, ANN, first));

      assertThat(isServed(poster, ANN, resting)).isFalse();
      assertThat(isServed(poster, ANN, used)).isTrue();
      assertThat(isServed(poster, ANN, begin(poster, ANN))).isTrue();
    }
    assertThat(reads("blocked")).containsExactly("owner expired", "owner expired");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void session_thatEnded_underAudit_isObserved(Jdk jdk) {
    AuditLog audit = new AuditLog(directory.resolve("audit.jsonl"));
    try (ServerProcess server = start(jdk, "audit", "ttl: 1s")) {
      Poster poster = Poster.to(server);
      String session = begin(poster, ANN);
      Poster.until(
          () -> isServed(poster, ANN, session) && audit.text().contains("\"reason\":\"expired\""));
    }
    assertThat(reads("observed")).isNotEmpty().containsOnly("owner expired");
    assertThat(reads("blocked")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void sessions_ofWhoBeginsTooMany_areForgotten(Jdk jdk) {
    try (ServerProcess server = start(jdk, "enforce", "ttl: 1h")) {
      Poster poster = Poster.to(server);
      String first = begin(poster, ANN);
      assertThat(isServed(poster, ANN, first)).isTrue();
      String others = begin(poster, BOB);
      assertThat(isServed(poster, BOB, others)).isTrue();
      for (int i = 0; i < KEPT; i++) {
        list(poster, ANN, begin(poster, ANN));
      }

      assertThat(isServed(poster, ANN, first)).isFalse();
      assertThat(isServed(poster, BOB, others)).isTrue();
      assertThat(isServed(poster, ANN, begin(poster, ANN))).isTrue();
    }
    assertThat(reads("blocked")).containsExactly("owner expired");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void session_thatWasForgotten_underAudit_isObserved(Jdk jdk) {
    try (ServerProcess server = start(jdk, "audit", "ttl: 1h")) {
      Poster poster = Poster.to(server);
      String first = begin(poster, ANN);
      assertThat(isServed(poster, ANN, first)).isTrue();
      for (int i = 0; i < KEPT; i++) {
        list(poster, ANN, begin(poster, ANN));
      }

      assertThat(isServed(poster, ANN, first)).isTrue();
    }
    assertThat(reads("observed")).containsExactly("owner expired");
  }

  private static String begin(Poster poster, FrameworkCaller caller) {
    return poster.begin("Authorization", key(caller));
  }

  private static boolean isServed(Poster poster, FrameworkCaller caller, String session) {
    return ask(poster, caller, session, RawRequest.call("read_file", "path", "note.txt"))
        .contains("of the note");
  }

  private static String list(Poster poster, FrameworkCaller caller, String session) {
    return ask(poster, caller, session, RawRequest.list("tools"));
  }

  private static String ask(
      Poster poster, FrameworkCaller caller, String session, RawRequest what) {
    return poster.post(what, "Authorization", key(caller), Poster.SESSION, session).body();
  }

  private static String key(FrameworkCaller caller) {
    return caller.headers().get("Authorization");
  }

  private ServerProcess start(Jdk jdk, String mode, String sessions) {
    return Guarded.launch(
            App.filesServer(),
            jdk,
            """
            sallyport: 1
            mode: %s
            callers: { keys: { owner: { sha256: %s }, guest: { sha256: %s } } }
            sessions: { %s }
            tools:
              read_file: { files: { read: ["%s/note.txt"] } }
            """
                .formatted(mode, ANN.digest(), BOB.digest(), sessions, directory),
            directory.resolve("audit.jsonl"))
        .args(directory.toString())
        .http()
        .start();
  }

  /** Who read the note, and the reason of what was done, each time that this was done about it. */
  private List<String> reads(String action) {
    return new AuditLog(directory.resolve("audit.jsonl"))
        .lines().stream()
            .filter(line -> line.operation().equals("tool call read_file"))
            .filter(line -> line.action().equals(action))
            .map(line -> line.json().at("/caller/subject").asText() + " " + line.reason())
            .toList();
  }
}
