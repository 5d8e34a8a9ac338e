package dev.sallyport.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExplainTest {
  @TempDir private Path directory;
  private Path policy;
  private Path audit;

  @BeforeEach
  void write() throws IOException {
    policy =
        Files.writeString(
            directory.resolve("policy.yaml"),
            """
            sallyport: 1
            callers: { local: { subject: ann, roles: [reviewer] } }
            roles:
              reviewer: { tools: ["*"] }
            tools:
              read_file:
                arguments: { path: { type: path } }
                files: { read: ["/srv/**"], deny: ["**/.env"] }
              run:
                exec: [{ program: /usr/bin/git, args: [status] }]
            """);
    audit =
        Files.writeString(
            directory.resolve("audit.jsonl"),
            record("d-1", "tool", "call", "read_file", "allow", "granted")
                + record("d-2", "file", "read", "/srv/.env", "allow", "granted")
                + record("d-3", "file", "read", "/srv/a", "allow", "granted")
                + record("d-4", "process", "start", "/usr/bin/git", "allow", "granted"));
  }

  private static String record(
      String id, String gate, String operation, String target, String verdict, String reason) {
    return """
        {"time":"2026-01-02T12:00:00Z","kind":"decision","id":"%s","call":"c1",\
        "principal":{"tool":"read_file"},"gate":"%s","operation":"%s","target":"%s",\
        "verdict":"%s","reason":"%s","rule":"tools.read_file:4","action":"allowed",\
        "caller":{"subject":"ann","roles":["reviewer"],"by":"local"}}
        """
        .formatted(id, gate, operation, target, verdict, reason);
  }

  @Test
  void auditFile_thatIsDamaged_isToldWithTheLine() throws IOException {
    Files.writeString(audit, "\noops\n" + Files.readString(audit));

    assertThat(explain("--audit", audit.toString(), "d-3").err())
        .isEqualTo("warning: " + audit + ": line 2 is no record\n");
  }

  @Test
  void directoryThatWasToBeMoved_isNotGuessedAt() throws IOException {
    Files.writeString(audit, record("d-5", "file", "move", "/srv/x", "deny", "denied"));

    assertThat(explain("--audit", audit.toString(), "d-5").exits(ExitCode.FOUND).out())
        .contains("not recorded is what file move was asked for");
  }

  private Cli explain(String... args) {
    String[] all = new String[args.length + 2];
    all[0] = "explain";
    all[1] = policy.toString();
    System.arraycopy(args, 0, all, 2, args.length);
    return Cli.run(all);
  }

  @Test
  void policyThatExtends_isShownWithBoth_andTheLineOfTheFileThatDecides() throws IOException {
    Path over =
        Files.writeString(
            directory.resolve("over.yaml"),
            """
            # a line
            sallyport: 1
            extends: policy.yaml
            tools: { read_file: { files: { read: ["/srv/a/**"] } } }
            """);
    String[] asked = {
      "explain",
      over.toString(),
      "--tool",
      "read_file",
      "--arg",
      "path=a",
      "--role",
      "reviewer",
      "--read"
    };

    assertThat(Cli.run(with(asked, "/srv/a/x")).exits(ExitCode.OK).silentOnErr().out())
        .contains(
            "tools.read_file.files.read[0]:" + policy + ":8 (granted)",
            "tools.read_file.files.read[0]:4 (granted)",
            "8 |     files: { read:");
    assertThat(Cli.run(with(asked, "/srv/b")).exits(ExitCode.FOUND).silentOnErr().out())
        .contains("tools.read_file:4 (not-granted)", "4 | tools: { read_file:");
    assertThat(Cli.run(with(asked, "/srv/a/.env")).exits(ExitCode.FOUND).silentOnErr().out())
        .contains("> rule      denies tools.read_file.files.deny[0]:" + policy + ":8 (denied)");
  }

  private static String[] with(String[] args, String last) {
    String[] all = Arrays.copyOf(args, args.length + 1);
    all[args.length] = last;
    return all;
  }

  @Test
  void operation_denied_isShownWithEachRuleAndTheLineThatDecides() {
    Cli cli =
        explain(
                "--tool",
                "read_file",
                "--arg",
                "path=a",
                "--role",
                "reviewer",
                "--read",
                "/srv/.env")
            .exits(ExitCode.FOUND)
            .silentOnErr();

    assertThat(cli.out())
        .isEqualTo(
            """
            tool read_file, read /srv/.env
              entry     grants tools.read_file:6 (granted)
            > rule      denies tools.read_file.files.deny[0]:8 (denied)
              rule      grants tools.read_file.files.read[0]:8 (granted)
            deny by tools.read_file.files.deny[0]:8 (denied)
            8 |     files: { read: ["/srv/**"], deny: ["**/.env"] }
            """);
  }

  @Test
  void operation_allowed_isFine() {
    explain("--tool", "read_file", "--role", "reviewer", "--read", "/srv/a").exits(ExitCode.OK);
    explain("--tool=run", "--role=reviewer", "--exec=/usr/bin/git", "--exec=status")
        .exits(ExitCode.OK);
    explain("--server", "starting", "--env", "HOME").exits(ExitCode.OK);
  }

  @Test
  void call_withAnArgumentThatDoesNotFit_namesTheCondition() {
    Cli cli =
        explain("--tool", "read_file", "--role", "reviewer", "--arguments", "{\"path\": 1}")
            .exits(ExitCode.FOUND);

    assertThat(cli.out())
        .contains("> condition denies tools.read_file.arguments.path:7 (argument-type)");
  }

  @Test
  void call_ofSomebodyWithoutARole_namesTheRoles() {
    assertThat(explain("--tool", "read_file", "--subject", "bob").exits(ExitCode.FOUND).out())
        .contains("> reach     denies roles:3 (role)");
  }

  @Test
  void record_isDecidedAgain_andTheDifferenceSaid() {
    Cli same = explain("--audit", audit.toString(), "d-3").exits(ExitCode.OK).silentOnErr();
    Cli other = explain("--audit", audit.toString(), "d-2").exits(ExitCode.FOUND).silentOnErr();

    assertThat(same.out()).endsWith("the same as recorded\n");
    assertThat(other.out())
        .startsWith(
            "recorded 2026-01-02T12:00:00Z: allow by tools.read_file:4 (granted), allowed\n")
        .contains("> rule      denies tools.read_file.files.deny[0]:8")
        .endsWith("DIFFERS from what was recorded\n");
  }

  @Test
  void record_thatDoesNotTellEnough_isNotGuessedAt() {
    assertThat(explain("--audit", audit.toString(), "d-1").exits(ExitCode.FOUND).out())
        .endsWith("can't be decided again: not recorded is the arguments of the call\n");
    assertThat(explain("--audit", audit.toString(), "d-4").exits(ExitCode.FOUND).out())
        .endsWith("not recorded is the arguments of the program\n");
    assertThat(
            explain("--audit", audit.toString(), "d-1", "--arg", "path=a").exits(ExitCode.OK).out())
        .endsWith("the same as recorded\n");
  }

  @Test
  void request_thatIsNone_isToldInOneLine() {
    assertThat(explain().exits(ExitCode.USAGE).err()).contains("one of --tool");
    assertThat(explain("--tool=t", "--prompt=p").exits(ExitCode.USAGE).err()).contains("one of");
    assertThat(explain("--server=serving").exits(ExitCode.USAGE).err()).contains("an operation");
    assertThat(explain("--tool=t", "--read=a").exits(ExitCode.USAGE).err())
        .contains("--read: path is relative: write the whole path");
    assertThat(explain("--tool=t", "--read=/a", "--list=/a").exits(ExitCode.USAGE).err())
        .contains("only one operation");
    assertThat(explain("--tool=t", "--arguments=[]").exits(ExitCode.USAGE).err())
        .contains("--arguments: arguments are no mapping");
    assertThat(explain("--tool=t", "--at=noon").exits(ExitCode.USAGE).err()).contains("--at: ");
    assertThat(explain("--audit", audit.toString()).exits(ExitCode.USAGE).err())
        .contains("belong together");
    assertThat(explain("--audit", audit.toString(), "none").exits(ExitCode.USAGE).err())
        .contains("no decision none");
  }
}
