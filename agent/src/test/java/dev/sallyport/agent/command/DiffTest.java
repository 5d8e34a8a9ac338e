package dev.sallyport.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiffTest {
  private static final String OLD =
      """
      sallyport: 1
      tools:
        read_file: { files: { read: ["/srv/**"] }, net: ["a.com:443"] }
        merge: deny
      """;

  @TempDir private Path directory;

  @Test
  void policies_thatDecideAlike_differInNothing() throws IOException {
    Cli cli = diff(OLD, OLD, file("/srv/a", 1) + call("merge")).exits(ExitCode.OK).silentOnErr();

    assertThat(cli.out())
        .isEqualTo("0 allow -> deny, 0 deny -> allow, 2 as before, 0 not decided again\n");
  }

  @Test
  void decisions_thatChange_areGroupedWithTheirRules_theMostFirst() throws IOException {
    String fresh =
        """
        sallyport: 1
        tools:
          read_file: { files: { read: ["/srv/docs/**"] } }
          merge: {}
        """;

    Cli cli =
        diff(
                OLD,
                fresh,
                connect()
                    + file("/srv/a", 3)
                    + file("/srv/docs/a", 2)
                    + file("/srv/a", 1)
                    + call("merge"))
            .exits(ExitCode.FOUND)
            .silentOnErr();

    assertThat(cli.out())
        .isEqualTo(
            """
            allow -> deny
                 4  tool read_file, file read /srv/a
                    tools.read_file.files.read[0]:3 -> tools.read_file:3
                 1  tool read_file, network connect a.com (203.0.113.7:443)
                    tools.read_file.net[0]:3 -> tools.read_file:3
            deny -> allow
                 1  tool merge
                    tools.merge:4 -> tools.merge:4
            5 allow -> deny, 1 deny -> allow, 2 as before, 0 not decided again
            """);
  }

  @Test
  void decisions_thatRecordsDoNotTell_areCountedByWhatIsMissing() throws IOException {
    String fresh =
        """
        sallyport: 1
        callers: { local: { subject: ann } }
        tools:
          read_file: { arguments: { path: { type: path } } }
        """;

    Cli cli =
        diff(
                OLD,
                fresh,
                call("read_file")
                    + of("http", "get", "https://a.com/x?...", "granted", 2)
                    + of("process", "start", "/usr/bin/git", "not-granted", 1)
                    + of("network", "send", "a.com (203.0.113.7:443)", "limit", 1)
                    + of("network", "listen", "127.0.0.1:0", "granted", 1)
                    + of("tool", "call", "read_file", "changed", 1)
                    + of("file", "read", "/opt/app/lib/a.jar", "runtime", 1)
                    + of("tool", "call", "read_file", "a-later-reason", 1)
                    + of("agent", "check", "?", "error", 1))
            .exits(ExitCode.OK)
            .silentOnErr();

    assertThat(cli.out())
        .isEqualTo(
            """
            not decided again, since records do not hold
                 1  who called
                 2  the query of the URL
                 1  the arguments of the program
                 1  all that `limit` depends on
                 1  whether it was for clients or for answers
                 1  all that `changed` depends on
                 1  the class path of the server
                 1  all that `a-later-reason` depends on
                 1  all that `error` depends on
            0 allow -> deny, 0 deny -> allow, 0 as before, 10 not decided again
            """);
  }

  @Test
  void call_thatDependsOnArguments_isNotGuessedAt() throws IOException {
    String fresh = "sallyport: 1\ntools:\n  read_file: { arguments: { path: { type: path } } }\n";

    assertThat(diff(OLD, fresh, call("read_file")).exits(ExitCode.OK).out())
        .contains("1  the arguments of the call");
  }

  @Test
  void file_thatIsMissing_isUsage_andPolicyThatIsNone_isShown() throws IOException {
    Path policy = Files.writeString(directory.resolve("a.yaml"), OLD);

    assertThat(
            Cli.run("diff", policy.toString(), policy.toString(), "/none")
                .exits(ExitCode.USAGE)
                .err())
        .contains("can't read /none");
    assertThat(diff(OLD, "sallyport: 1\ntoolz: {}\n", "").exits(ExitCode.POLICY).out())
        .contains("did you mean `tools`?");
  }

  private Cli diff(String old, String fresh, String records) throws IOException {
    return Cli.run(
        "diff",
        Files.writeString(directory.resolve("old.yaml"), old).toString(),
        Files.writeString(directory.resolve("new.yaml"), fresh).toString(),
        Files.writeString(directory.resolve("audit.jsonl"), records).toString());
  }

  private static String file(String path, int times) {
    return of("file", "read", path, "granted", times);
  }

  private static String connect() {
    return of("network", "connect", "a.com (203.0.113.7:443)", "granted", 1);
  }

  private static String call(String tool) {
    return record("tool", "call", tool, "granted", 1, tool);
  }

  private static String of(String gate, String operation, String target, String reason, int times) {
    return record(gate, operation, target, reason, times, "read_file");
  }

  private static String record(
      String gate, String operation, String target, String reason, int times, String tool) {
    return """
        {"time":"2026-01-02T12:00:00Z","kind":"decision","id":"d","call":"c1",\
        "principal":{"tool":"%s"},"gate":"%s","operation":"%s","target":"%s",\
        "verdict":"allow","reason":"%s","rule":"r","action":"allowed","times":%d}
        """
        .formatted(tool, gate, operation, target, reason, times);
  }
}
