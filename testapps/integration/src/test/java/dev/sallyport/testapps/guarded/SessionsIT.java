package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A session is of whoever began it, by the way it was begun, and for what that one said. */
class SessionsIT {
  private static final FrameworkCaller ANN = FrameworkCaller.OWNER;
  private static final FrameworkCaller BOB = FrameworkCaller.GUEST;

  private static final String PURPOSES =
      "purposes: { triage: { tools: [read_file] },"
          + " release: { tools: [read_file, list_directory] } }";
  private static final RawRequest NOTE = RawRequest.call("read_file", "path", "note.txt");
  private static final String READING = "tool call read_file";

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

  @ParameterizedTest
  @MethodSource("jdks")
  void session_ofAnotherCaller_orByAnotherRoute_isRefused(Jdk jdk) {
    try (ServerProcess server = start(jdk, "enforce", "ttl: 1h")) {
      Poster poster = Poster.to(server);
      String session = begin(poster, ANN);
      assertThat(read(poster, ANN, session)).contains("of the note");

      assertThat(poster.send("GET", in(session, BOB))).isEqualTo(403);
      assertThat(poster.send("DELETE", in(session, BOB))).isEqualTo(403);
      assertThat(poster.post(NOTE, in(session, BOB)).statusCode()).isEqualTo(403);
      assertThat(read(other(poster), ANN, session)).contains("Refused by policy");

      assertThat(read(poster, ANN, session)).contains("of the note");
      assertThat(read(poster, BOB, begin(poster, BOB))).contains("of the note");
      assertThat(read(other(poster), ANN, begin(other(poster), ANN))).contains("of the note");
      assertThat(poster.send("DELETE", in(session, ANN))).isEqualTo(200);
    }
    assertThat(decisions("inbound authorize", "blocked"))
        .containsExactly("guest foreign", "guest foreign", "guest foreign");
    assertThat(decisions(READING, "blocked")).containsExactly("owner foreign");
    assertThat(decisions(READING, "allowed"))
        .containsExactly("owner granted", "owner granted", "guest granted", "owner granted");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void session_ofAnother_underAudit_isObserved(Jdk jdk) {
    try (ServerProcess server = start(jdk, "audit", "ttl: 1h")) {
      Poster poster = Poster.to(server);
      String session = begin(poster, ANN);
      assertThat(read(poster, ANN, session)).contains("of the note");

      assertThat(read(poster, BOB, session)).contains("of the note");
      assertThat(list(poster, BOB, session)).contains("read_file");
      assertThat(read(other(poster), ANN, session)).contains("of the note");
      assertThat(poster.send("DELETE", in(session, BOB))).isEqualTo(200);
    }
    assertThat(decisions(READING, "observed")).containsExactly("guest foreign", "owner foreign");
    assertThat(decisions("inbound authorize", "observed")).containsExactly("guest foreign");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void session_isForThePurposeThatWasSaidFirst(Jdk jdk) {
    try (ServerProcess server = start(jdk, "enforce", PURPOSES)) {
      Poster poster = Poster.to(server);
      String session = begin(poster, ANN);
      assertThat(read(poster, ANN, session)).contains("Refused by policy");
      assertThat(purposeful(poster, session, "read_file", "triage")).contains("of the note");
      assertThat(read(poster, ANN, session)).contains("of the note");
      assertThat(purposeful(poster, session, "list_directory", "release"))
          .contains("Refused by policy");
      assertThat(list(poster, ANN, session)).contains("read_file").doesNotContain("list_directory");

      String release = begin(poster, ANN);
      assertThat(purposeful(poster, release, "list_directory", "release")).contains("note.txt");
      String unheard = begin(poster, ANN);
      assertThat(purposeful(poster, unheard, "read_file", "unheard-of"))
          .contains("Refused by policy");
    }
    assertThat(decisions(READING, "blocked")).containsExactly("owner purpose", "owner purpose");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void session_forNoPurpose_underAudit_isObserved(Jdk jdk) {
    try (ServerProcess server = start(jdk, "audit", PURPOSES)) {
      Poster poster = Poster.to(server);
      String session = begin(poster, ANN);
      assertThat(read(poster, ANN, session)).contains("of the note");
      assertThat(list(poster, ANN, session)).contains("read_file", "search_files");
    }
    assertThat(decisions(READING, "observed")).containsExactly("owner purpose");
  }

  private static Poster other(Poster poster) {
    return new Poster(poster.http(), poster.endpoint().resolve("/other/mcp"));
  }

  private static String begin(Poster poster, FrameworkCaller caller) {
    return poster.begin("Authorization", key(caller));
  }

  private static String read(Poster poster, FrameworkCaller caller, String session) {
    return ask(poster, caller, session, NOTE);
  }

  private static String list(Poster poster, FrameworkCaller caller, String session) {
    return ask(poster, caller, session, RawRequest.list("tools"));
  }

  private static String purposeful(Poster poster, String session, String tool, String purpose) {
    RawRequest call =
        new RawRequest(
            "tools/call",
            """
            {"name":"%s","arguments":{"path":"%s"},"_meta":{"dev.sallyport/purpose":"%s"}}"""
                .formatted(tool, tool.equals("read_file") ? "note.txt" : ".", purpose));
    return ask(poster, ANN, session, call);
  }

  private static String ask(
      Poster poster, FrameworkCaller caller, String session, RawRequest what) {
    return poster.post(what, in(session, caller)).body();
  }

  private static String[] in(String session, FrameworkCaller caller) {
    return new String[] {"Authorization", key(caller), Poster.SESSION, session};
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
              list_directory: { files: { read: ["%s/**"] } }
            """
                .formatted(mode, ANN.digest(), BOB.digest(), sessions, directory, directory),
            directory.resolve("audit.jsonl"))
        .args(directory.toString())
        .http()
        .start();
  }

  /** Subject and reason of each such decision that this was done about. */
  private List<String> decisions(String operation, String action) {
    return new AuditLog(directory.resolve("audit.jsonl"))
        .lines().stream()
            .filter(line -> line.operation().startsWith(operation))
            .filter(line -> line.action().equals(action))
            .map(line -> line.json().at("/caller/subject").asText() + " " + line.reason())
            .toList();
  }
}
