package dev.sallyport.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LineageOfTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CALL =
      decision(
          "c1",
          "p-1",
          "tool",
          "call",
          "read_file",
          "allow",
          """
          "caller":{"subject":"ann","roles":["dev","ops"],"by":"jwt"},"session":"9b2e",\
          "arguments":["path"],"traceparent":"00-%s-b7ad6b7169203331-01",\
          "approval":{"id":"7f3a","askedAt":"2026-01-02T11:59:00Z","waitedNanos":12000000000,\
          "by":"mia","role":"owner","reason":"as agreed"},"policy":"ab12","""
              .formatted(TRACE));

  private static final String END =
      """
      {"time":"2026-01-02T12:00:02Z","kind":"call","server":"files","process":"p","call":"c1",\
      "tool":"read_file","outcome":"ok","started":"2026-01-02T12:00:00Z",\
      "durationNanos":12300000,"denials":1,"bytes":{"sent":120,"result":7},\
      "justification":"ticket 12"}
      """;

  @TempDir private Path directory;

  @Test
  void call_isToldFromItsDecisionToTheLastThatItDid() throws IOException {
    Cli cli =
        lineage(
                "c1",
                CALL,
                decision("c2", "p-2", "tool", "call", "other", "allow", ""),
                read("p-3", "/srv/a", "allow", ""),
                read("p-3", "/srv/a", "allow", "\"times\":4,"),
                state("screening", "\"finding\":\"secret-argument\",\"call\":\"c1\""),
                decision(
                    "c1",
                    "p-4",
                    "http",
                    "get",
                    "https://a.com:443/x",
                    "allow",
                    "\"credential\":\"github\",\"withheld\":[\"authorization\"],"),
                read("p-5", "/etc/\\u001b[31mpasswd", "deny", ""),
                END,
                read("p-6", "/tmp/late", "allow", "\"late\":true,"))
            .exits(ExitCode.OK)
            .silentOnErr();

    assertThat(cli.out())
        .isEqualTo(
            """
            call c1: tool read_file: ok after 12.3 ms
              time: 2026-01-02T12:00:00Z
              server: files, run p, policy ab12
              caller: ann, as dev ops, by jwt
              session: 9b2e
              trace: 0af7651916cd43dd8448eb211c80319c
              arguments: path
              said to be for: ticket 12
              approval: 7f3a, asked 2026-01-02T11:59:00Z, answered by mia, as owner, after 12.0 s,\
             because as agreed
              decision: allow by r (granted), allowed; p-1
              finding: secret-argument c1
              did
                file read /srv/a
                  allow by r (granted), allowed; p-3 x5
                http get https://a.com:443/x
                  allow by r (granted), allowed; p-4
                  credential github
                  withheld authorization
                file read /etc/\\u001b[31mpasswd
                  deny by r (granted), allowed; p-5
                file read /tmp/late (after it had answered)
                  allow by r (granted), allowed; p-6
              bytes: 120 sent, 7 result
            """);
  }

  @Test
  void call_isFoundByTheIdsThatAreTold() throws IOException {
    for (String id : List.of("p-1", "p-3", "7f3a", TRACE)) {
      assertThat(lineage(id, CALL, read("p-3", "/srv/a", "deny", ""), END).exits(ExitCode.OK).out())
          .as(id)
          .startsWith("call c1: tool read_file: ok");
    }
    assertThat(lineage("none", CALL, END).exits(ExitCode.USAGE).err())
        .startsWith("error: nothing has the id none");
  }

  @Test
  void whatIsMissing_isSaid() throws IOException {
    String denied = read("p-3", "/srv/a", "deny", "");

    assertThat(lineage("c1", CALL, denied).exits(ExitCode.FOUND).out())
        .startsWith("call c1: tool read_file: no end recorded")
        .endsWith("  MISSING: its end: it is still under way, or the server was killed\n");
    assertThat(lineage("c1", CALL, state("stop", "")).exits(ExitCode.FOUND).out())
        .endsWith("  MISSING: its end: the server stopped before it answered\n");
    assertThat(lineage("c1", denied, END).exits(ExitCode.FOUND).out())
        .endsWith("  MISSING: the decision on it: the records begin later, or it was lost\n");
    assertThat(lineage("c1", CALL, END).exits(ExitCode.FOUND).out())
        .endsWith("  MISSING: 1 of the 1 denials that its end tells of\n");
    assertThat(
            lineage("c1", CALL, denied, state("gap", "\"lost\":\"3\""), END)
                .exits(ExitCode.FOUND)
                .out())
        .endsWith(
            "  MISSING: 3 records, of this call or others, lost before 2026-01-02T12:00:01Z\n");
    lineage("c1", state("gap", "\"lost\":\"3\""), CALL, denied, END, state("gap", ""))
        .exits(ExitCode.OK);
    Cli torn = lineage("c1", CALL, denied, END, "{\"kind\":\"dec").exits(ExitCode.FOUND);
    assertThat(torn.err()).contains("the last line breaks off");
  }

  @Test
  void session_isToldCallByCall() throws IOException {
    String other = CALL.replace("\"c1\"", "\"c2\"").replace("p-1", "p-7");
    String foreign = CALL.replace("\"c1\"", "\"c3\"").replace("9b2e", "ffff");
    String denied = read("p-3", "/srv/a", "deny", "");

    Cli cli =
        run("--session", "9b2e", write(CALL, denied, foreign, END, other)).exits(ExitCode.FOUND);

    assertThat(cli.out())
        .startsWith("call c1: ")
        .contains("\n\ncall c2: ")
        .doesNotContain("c3")
        .endsWith("\n\n2 calls, 1 of them whole in the records\n");
    assertThat(run("--session", "none", write(CALL)).exits(ExitCode.USAGE).err())
        .contains("there is no session none");
  }

  @Test
  void decisionOfTheServerItself_isTold() throws IOException {
    String own = read("p-9", "/srv/a", "deny", "").replace("\"call\":\"c1\",", "");

    assertThat(
            lineage("p-9", own.replace("\"tool\":\"read_file\"", "\"phase\":\"serving\""))
                .exits(ExitCode.OK)
                .out())
        .startsWith("the server itself, serving\n")
        .contains("file read /srv/a");
  }

  @Test
  void json_hasTheRecordsAsTheyAre() throws IOException {
    Cli cli =
        run("--format", "json", "c1", write(CALL, read("p-3", "/srv/a", "deny", ""), END))
            .exits(ExitCode.OK);

    Map<?, ?> call = (Map<?, ?>) ((List<?>) Json.members(cli.out()).get("calls")).get(0);
    assertThat(call.get("call")).isEqualTo("c1");
    assertThat(call.get("trace")).isEqualTo(TRACE);
    assertThat((List<?>) call.get("missing")).isEmpty();
    List<?> records = (List<?>) call.get("records");
    assertThat(records).hasSize(3);
    assertThat(records.get(2)).isEqualTo(Json.members(END));
  }

  @Test
  void whatCanBeReadOnlyOnce_isRefused_andNotTakenForEmpty() {
    Cli cli = run("c1", "/dev/null").exits(ExitCode.USAGE);

    assertThat(cli.err())
        .startsWith("error: can't read /dev/null: it is read twice, and is no regular file\n");
    Cli.run("learn", "/dev/null").exits(ExitCode.USAGE);
    assertThat(Cli.run("report", "/dev/null").exits(ExitCode.USAGE).out()).isEmpty();
    Cli.run("decisions", "/dev/null").exits(ExitCode.OK).silentOnErr();
  }

  private Cli lineage(String id, String... records) throws IOException {
    return run(id, write(records));
  }

  private String write(String... records) throws IOException {
    return Files.writeString(directory.resolve("audit.jsonl"), String.join("", records)).toString();
  }

  private static Cli run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("lineage"));
    all.addAll(Arrays.asList(arguments));
    return Cli.run(all.toArray(String[]::new));
  }

  private static String read(String id, String path, String verdict, String more) {
    return decision("c1", id, "file", "read", path, verdict, more);
  }

  private static String decision(
      String call,
      String id,
      String gate,
      String operation,
      String target,
      String verdict,
      String more) {
    return """
        {"time":"2026-01-02T12:00:00Z","kind":"decision","server":"files","process":"p",\
        "id":"%s","call":"%s","principal":{"tool":"read_file"},"gate":"%s","operation":"%s",\
        "target":"%s","verdict":"%s","reason":"granted","rule":"r",%s"action":"allowed"}
        """
        .formatted(id, call, gate, operation, target, verdict, more);
  }

  private static String state(String kind, String details) {
    return """
        {"time":"2026-01-02T12:00:01Z","kind":"%s","server":"files","process":"p",\
        "details":{%s}}
        """
        .formatted(kind, details);
  }
}
