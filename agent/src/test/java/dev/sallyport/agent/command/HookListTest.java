package dev.sallyport.agent.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class HookListTest {
  private static final Path PAGE = Path.of("..", "docs", "hooks.md");
  private static final String ROWS = "| class |";
  private static final String COUNTS = "| family |";

  @Test
  void rows_ofThisJdk_noOthers() {
    Cli cli = Cli.run("hooks").exits(ExitCode.OK).silentOnErr();

    int feature = Runtime.version().feature();
    assertThat(cli.out()).contains("java.io.FileInputStream").contains("all: --all\n");
    assertThat(cli.out().contains("`canRead()Z`")).isEqualTo(feature <= 20);
  }

  @Test
  void natives_ofOneFamily_eachWithItsRowsOrItsReason() {
    Cli cli = Cli.run("hooks", "--natives", "--family", "unix-sockets").exits(ExitCode.OK);

    assertThat(cli.out())
        .contains("sun.nio.ch.UnixDomainSockets#connect0")
        .contains("| unix-sockets | hooked | UnixDomainSockets.connect | ")
        .contains("| unix-sockets | exempt | ")
        .doesNotContain("| files |");
  }

  @Test
  void natives_asJson_areALineEach() {
    Cli cli = Cli.run("hooks", "--natives", "--family", "unix-sockets", "--format", "json");

    assertThat(cli.exits(ExitCode.OK).out().lines())
        .allMatch(line -> line.startsWith("{\"module\":\"java.base\",") && line.endsWith("}"))
        .anyMatch(line -> line.contains("\"callers\":[\"sun.nio.ch.UnixDomainSockets#connect\"]"));
  }

  @Test
  void family_thatIsNone_isWrongUsage() {
    Cli cli = Cli.run("hooks", "--natives", "--family", "fishes").exits(ExitCode.USAGE);

    assertThat(cli.err()).contains("fishes").contains("name-resolution");
  }

  @Test
  void docs_tables_areThoseOfTheCommand() throws IOException {
    int feature = Runtime.version().feature();
    Cli cli = Cli.run("hooks", "--all").exits(ExitCode.OK).silentOnErr();
    String rows = table(cli.out(), ROWS);
    String counts = table(cli.out(), COUNTS);
    String heading = "### JDK " + feature + "\n\n";
    if (Boolean.getBoolean("approve")) {
      approve(rows, counts, heading);
    }

    String page = Files.readString(PAGE);
    assertThat(page).as("stale; run this test with -Dapprove=true on each JDK").contains(rows);
    assumeTrue(Set.of(17, 25).contains(feature), "the page counts for the JDKs that are tested");
    assertThat(page)
        .as("stale; run this test with -Dapprove=true on each JDK")
        .contains(heading + counts);
  }

  private static void approve(String rows, String counts, String heading) throws IOException {
    String page = Files.readString(PAGE);
    page = page.replace(table(page, ROWS), rows);
    int section = page.indexOf(heading);
    if (section >= 0) {
      String after = page.substring(section);
      page = page.substring(0, section) + after.replace(table(after, COUNTS), counts);
    }
    Files.writeString(PAGE, page);
  }

  /** The first table in the text that begins so, to its last line's end. */
  private static String table(String text, String head) {
    int start = text.indexOf(head);
    int end = start;
    while (text.startsWith("|", end)) {
      end = text.indexOf('\n', end) + 1;
    }
    return text.substring(start, end);
  }
}
