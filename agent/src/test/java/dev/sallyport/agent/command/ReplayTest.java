package dev.sallyport.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplayTest {
  private static final String POLICY =
      """
      sallyport: 1
      tools:
        read_file: { files: { read: ["/srv/docs/**"], deny: ["**/.env"] } }
        write_file: deny
      """;

  @TempDir private Path directory;

  @Test
  void whatWouldBeRefused_isToldByToolAndRule_withTheGrantThatWouldAllowIt() throws IOException {
    Cli cli =
        replay(
                POLICY,
                call("c1", "read_file", "allow"),
                file("c1", "read_file", "read", "/srv/docs/a", 4),
                file("c1", "read_file", "read", "/srv/docs/.env", 2),
                file("c1", "read_file", "read", "/srv/x[1]", 3),
                file("c1", "read_file", "write", "/srv/docs/a", 1),
                call("c2", "other", "allow"),
                file("c2", "other", "read", "/tmp/a", 1),
                runtime("c2", "other"))
            .exits(ExitCode.FOUND)
            .silentOnErr();

    assertThat(cli.out())
        .isEqualTo(
            """
            would be refused
              tool other
                 3  by built-in.default (not-listed)
                    tool call other
                    file read /tmp/a
                    file read %s/lib/modules
                    allowed by, under tools:
                      other: { files: { read: ["/tmp/a"] } }
              tool read_file
                 4  by tools.read_file:3 (not-granted)
                    file read /srv/x[1]
                    file write /srv/docs/a
                    allowed by, under tools.read_file:
                      files: { read: ["/srv/x\\\\[1\\\\]"], write: ["/srv/docs/a"] }
                 2  by tools.read_file.files.deny[0]:3 (denied)
                    file read /srv/docs/.env
            9 would be refused, 0 would be allowed, 5 as before, 0 can't be told
            """
                .formatted(System.getProperty("java.home")));
  }

  @Test
  void grant_thatIsTold_allowsIt() throws IOException {
    String[] records = {
      call("c1", "read*", "allow"),
      file("c1", "read*", "read", "/srv/$a \\\"b{c}\\\\*", 1),
      record("c1", "read*", "network", "connect", "a.com (203.0.113.7:443)", "granted", 1, "allow"),
      record("c1", "read*", "http", "get", "https://b.com:443/x/y", "granted", 1, "allow"),
      record("c1", "read*", "dns", "resolve", "a.com", "granted", 1, "allow"),
      record("c1", "read*", "environment", "read", "TOKEN_A", "granted", 1, "allow"),
      record("c1", "read*", "library", "load", "/opt/libx.so", "granted", 1, "allow"),
      record("c1", "read*", "jvm", "exit", "exit", "granted", 1, "allow")
    };
    Map<?, ?> grant =
        (Map<?, ?>)
            firstRefused(replayAs("sallyport: 1\n", "json", records).exits(ExitCode.FOUND))
                .get("grant");
    assertThat(grant.get("under")).isEqualTo("tools");
    String line = (String) ((List<?>) grant.get("yaml")).get(0);

    Cli again = replay("sallyport: 1\ntools:\n  " + line + "\n", records).exits(ExitCode.OK);

    assertThat(again.out())
        .isEqualTo("0 would be refused, 0 would be allowed, 8 as before, 0 can't be told\n");
  }

  @Test
  void whatACallDid_isRefusedWithIt_andWhatTheJvmNeeds_too() throws IOException {
    Cli cli =
        replay(POLICY, call("c1", "write_file", "allow"), runtime("c1", "write_file"))
            .exits(ExitCode.FOUND);

    assertThat(cli.out())
        .contains("2  by tools.write_file:4 (denied)")
        .contains("2 would be refused, 0 would be allowed, 0 as before");
    assertThat(replay(POLICY, runtime("c1", "write_file")).exits(ExitCode.FOUND).out())
        .as("also where the records begin within the call")
        .contains("1 would be refused");
  }

  @Test
  void whatWasOnlyObserved_isNoMoreRefusedThanBefore() throws IOException {
    replay(POLICY, call("c1", "write_file", "deny"), runtime("c1", "write_file"))
        .exits(ExitCode.OK);
  }

  @Test
  void whatWouldBeAllowed_isTold_andIsNoFinding() throws IOException {
    Cli cli =
        replay(
                POLICY,
                call("c1", "read_file", "deny"),
                file("c1", "read_file", "read", "/srv/docs/a", 2))
            .exits(ExitCode.OK);

    assertThat(cli.out())
        .isEqualTo(
            """
            would be allowed
              tool read_file
                 2  by tools.read_file.files.read[0]:3 (granted)
                    file read /srv/docs/a
                 1  by tools.read_file:3 (granted)
                    tool call read_file
            0 would be refused, 3 would be allowed, 0 as before, 0 can't be told
            """);
  }

  @Test
  void whatRecordsDoNotHold_isCountedByWhatIsMissing() throws IOException {
    String policy = "sallyport: 1\ntools:\n  read_file: { arguments: { path: { type: path } } }\n";

    Cli cli =
        replay(
                policy,
                call("c1", "read_file", "allow"),
                record("c1", "read_file", "process", "start", "/bin/ls", "granted", 2, "allow"),
                record("c1", "read_file", "network", "send", "bytes sent", "limit", 1, "deny"))
            .exits(ExitCode.OK);

    assertThat(cli.out())
        .isEqualTo(
            """
            can't be told, since records do not hold
                 1  the arguments of the call
                 2  the arguments of the program
                 1  all that `limit` depends on
            0 would be refused, 0 would be allowed, 0 as before, 4 can't be told
            """);
  }

  @Test
  void lineThatCanNotBeRead_isNoSuccess() throws IOException {
    Cli cli = replay(POLICY, "junk\n").exits(ExitCode.FOUND);

    assertThat(cli.err()).contains("line 1 is no record");
    assertThat(cli.out()).startsWith("0 would be refused");
  }

  @Test
  void oneTool_andSeveralFiles() throws IOException {
    Path policy = Files.writeString(directory.resolve("policy.yaml"), POLICY);
    Path one = Files.writeString(directory.resolve("1.jsonl"), call("c1", "write_file", "allow"));
    Path two = Files.writeString(directory.resolve("2.jsonl"), runtime("c1", "write_file"));
    String[] all = {"replay", policy.toString(), one.toString(), two.toString()};

    assertThat(Cli.run(all).exits(ExitCode.FOUND).out()).contains("2 would be refused");
    assertThat(
            Cli.run(all[0], "--tool", "read_file", all[1], all[2], all[3]).exits(ExitCode.OK).out())
        .startsWith("0 would be refused, 0 would be allowed, 0 as before");
  }

  @Test
  void json_hasTheSame() throws IOException {
    Cli cli =
        replayAs(
                POLICY,
                "json",
                call("c1", "read_file", "allow"),
                file("c1", "read_file", "read", "/etc/passwd", 2))
            .exits(ExitCode.FOUND);

    assertThat(firstRefused(cli))
        .hasToString(
            "{kind=tool, name=read_file, rule=tools.read_file:3, reason=not-granted, count=2,"
                + " examples={file read /etc/passwd=2}, grant={under=tools.read_file,"
                + " yaml=[files: { read: [\"/etc/passwd\"] }], more=0}}");
    assertThat(Json.members(cli.out()).get("same")).hasToString("1");
  }

  private static Map<?, ?> firstRefused(Cli cli) {
    return (Map<?, ?>) ((List<?>) Json.members(cli.out()).get("refused")).get(0);
  }

  private Cli replay(String policy, String... records) throws IOException {
    return replayAs(policy, "text", records);
  }

  private Cli replayAs(String policy, String format, String... records) throws IOException {
    return Cli.run(
        "replay",
        "--format",
        format,
        Files.writeString(directory.resolve("policy.yaml"), policy).toString(),
        Files.writeString(directory.resolve("audit.jsonl"), String.join("", records)).toString());
  }

  private static String call(String call, String tool, String verdict) {
    String reason = verdict.equals("allow") ? "granted" : "not-listed";
    return record(call, tool, "tool", "call", tool, reason, 1, verdict);
  }

  private static String file(String call, String tool, String operation, String path, int times) {
    return record(call, tool, "file", operation, path, "granted", times, "allow");
  }

  private static String runtime(String call, String tool) {
    String modules = System.getProperty("java.home") + "/lib/modules";
    return record(call, tool, "file", "read", modules, "runtime", 1, "allow");
  }

  private static String record(
      String call,
      String tool,
      String gate,
      String operation,
      String target,
      String reason,
      int times,
      String verdict) {
    return """
        {"time":"2026-01-02T12:00:00Z","kind":"decision","id":"d","call":"%s",\
        "principal":{"tool":"%s"},"gate":"%s","operation":"%s","target":"%s",\
        "verdict":"%s","reason":"%s","rule":"r","action":"allowed","times":%d}
        """
        .formatted(call, tool, gate, operation, target, verdict, reason, times);
  }
}
