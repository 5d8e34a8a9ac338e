package dev.sallyport.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DecisionsTest {
  private final String audit = resource("audit.jsonl").toString();

  @Test
  void decisions_ofAFile_areATableUnderTheirCalls() throws IOException {
    Cli cli = Cli.run("decisions", audit).exits(ExitCode.OK).silentOnErr();

    assertThat(cli.out()).isEqualTo(Files.readString(resource("decisions.txt")));
  }

  @Test
  void decisions_denied_onlyDenialsUnderTheirCalls() {
    Cli cli = Cli.run("decisions", "--denied", audit).exits(ExitCode.OK).silentOnErr();

    assertThat(cli.out())
        .contains("read_file", "BLOCKED", "OBSERVED")
        .doesNotContain("Controller.java", "db.internal", "(agent)")
        .endsWith(
            "4 decisions of 2 tools: 0 allowed, 4 denied (3 blocked, 1 observed);"
                + " 2 of the JVM and of starting hidden, show: --all; 12 records lost\n");
  }

  @Test
  void decisions_ofOneToolAndGate_onlyThose() {
    Cli cli =
        Cli.run("decisions", "--tool", "read_file", "--gate", "file", audit)
            .exits(ExitCode.OK)
            .silentOnErr();

    assertThat(cli.out()).contains("Controller.java").doesNotContain("merge", "metrics");
    assertThat(cli.out()).contains("3 decisions of 1 tool: 1 allowed, 2 denied");
  }

  @Test
  void decisions_all_showsTheJvmsOwnToo() {
    Cli cli = Cli.run("decisions", "--all", audit).exits(ExitCode.OK).silentOnErr();

    assertThat(cli.out()).contains("zoneinfo", "server.jar").doesNotContain("hidden");
  }

  @Test
  void decisions_ofAShadow_areShownWithWhatItSays(@TempDir Path directory) throws IOException {
    String call =
        "{\"time\":\"2026-01-02T12:00:00Z\",\"kind\":\"decision\",\"id\":\"a-%1$s\","
            + "\"call\":\"c%1$s\",\"principal\":{\"tool\":\"t\"},\"gate\":\"tool\","
            + "\"operation\":\"call\",\"target\":\"t\",\"verdict\":\"allow\",\"action\":\"allowed\"%2$s}\n";
    String otherwise =
        ",\"shadow\":{\"verdict\":\"deny\",\"reason\":\"denied\",\"rule\":\"tools.t:3\"}";
    Path file =
        Files.writeString(
            directory.resolve("audit.jsonl"),
            call.formatted("1", "") + call.formatted("2", otherwise));

    Cli all = Cli.run("decisions", file.toString()).exits(ExitCode.OK).silentOnErr();
    Cli some = Cli.run("decisions", "--shadow", file.toString()).exits(ExitCode.OK).silentOnErr();

    assertThat(all.out()).contains("a-1", "a-2", "shadow: deny", "denied tools.t:3");
    assertThat(all.out()).contains("; of 1 the shadow says otherwise");
    assertThat(some.out()).contains("a-2", "1 decision of 1 tool").doesNotContain("a-1");
  }

  @Test
  void decisions_json_areTheLinesOfTheFile() throws IOException {
    Cli cli =
        Cli.run("decisions", "--format", "json", "--denied", audit)
            .exits(ExitCode.OK)
            .silentOnErr();

    assertThat(cli.out().lines())
        .hasSize(4)
        .allMatch(line -> line.contains("\"verdict\":\"deny\""))
        .isSubsetOf(Files.readAllLines(Path.of(audit)));
  }

  @Test
  void decisions_colorAlways_deniedStandOut() {
    Cli cli = Cli.run("decisions", "--color", "always", audit).exits(ExitCode.OK);

    assertThat(cli.out().lines().filter(line -> line.startsWith("\u001b[31m"))).hasSize(3);
    assertThat(cli.out().lines().filter(line -> line.startsWith("\u001b[33m"))).hasSize(1);
  }

  @Test
  void decisions_colorNeverOnTerminal_plain() {
    Cli cli = Cli.run(new Screen(true, 120), "decisions", "--color", "never", audit);

    assertThat(cli.out()).doesNotContain("\u001b");
  }

  @Test
  void decisions_wide_nothingCut() {
    Cli cli = Cli.run(new Screen(false, 240), "decisions", audit);

    assertThat(cli.out()).doesNotContain("…");
  }

  @Test
  void decisions_tornFile_showsWhatIsThereAndWarns(@TempDir Path directory) throws IOException {
    String text = Files.readString(Path.of(audit));
    Path torn = Files.writeString(directory.resolve("audit.jsonl"), text + "{\"time\":\"20");

    Cli cli = Cli.run("decisions", torn.toString()).exits(ExitCode.FOUND);

    assertThat(cli.err()).isEqualTo("warning: " + torn + ": the last line breaks off\n");
    assertThat(cli.out()).contains("Controller.java");
  }

  @Test
  void decisions_linesThatAreNone_areToldByTheFirst(@TempDir Path directory) throws IOException {
    String text = Files.readString(Path.of(audit));
    Path one = Files.writeString(directory.resolve("one.jsonl"), text + "{}\n");
    Path two = Files.writeString(directory.resolve("two.jsonl"), "\nx\n" + text + "{}\n");
    long last = text.lines().count() + 1;

    assertThat(Cli.run("decisions", one.toString()).exits(ExitCode.FOUND).err())
        .isEqualTo("warning: " + one + ": line " + last + " is no record\n");
    assertThat(Cli.run("decisions", two.toString()).exits(ExitCode.FOUND).err())
        .isEqualTo("warning: " + two + ": 2 lines are no records, line 2 the first\n");
  }

  @Test
  void decisions_madeAgain_areOneRowWithTheirNumber(@TempDir Path directory) throws IOException {
    String decision =
        "{\"time\":\"2026-01-02T12:00:00Z\",\"kind\":\"decision\",\"id\":\"p-2\",\"call\":\"c1\","
            + "\"principal\":{\"tool\":\"t\"},\"gate\":\"file\",\"operation\":\"read\","
            + "\"target\":\"/a\",\"verdict\":\"allow\",\"action\":\"allowed\"}\n";
    String call = decision.replace("p-2", "p-1").replace("\"file\"", "\"tool\"").replace("/a", "t");
    String again = decision.replace("}\n", ",\"times\":36}\n");
    Path file = Files.writeString(directory.resolve("a.jsonl"), call + decision + again);

    Cli cli = Cli.run("decisions", file.toString()).exits(ExitCode.OK).silentOnErr();

    assertThat(cli.out().lines().filter(line -> line.contains("file read")))
        .singleElement()
        .asString()
        .endsWith("p-2 x37");
    assertThat(cli.out()).contains("38 decisions of 1 tool: 38 allowed");
  }

  @Test
  void decisions_noSuchFile_isUsage(@TempDir Path directory) {
    Cli cli = Cli.run("decisions", directory.resolve("none").toString()).exits(ExitCode.USAGE);

    assertThat(cli.err()).startsWith("error: can't read ");
    assertThat(cli.out()).isEmpty();
  }

  private static Path resource(String name) {
    try {
      return Path.of(DecisionsTest.class.getResource(name).toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
