package dev.sallyport.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MainTest {

  @Test
  void run_withoutCommand_showsUsageOnErr() {
    Cli cli = Cli.run().exits(ExitCode.USAGE);

    assertThat(cli.err()).startsWith("Example: ").contains("decisions");
    assertThat(cli.out()).isEmpty();
  }

  @Test
  void run_help_beginsWithExampleAndListsExitCodes() {
    Cli cli = Cli.run("--help").exits(ExitCode.OK).silentOnErr();

    assertThat(cli.out()).startsWith("Example: ").contains("70", "our fault");
  }

  @Test
  void run_helpOfCommand_beginsWithExample() {
    Cli cli = Cli.run("decisions", "--help").exits(ExitCode.OK).silentOnErr();

    assertThat(cli.out()).startsWith("Example: ").contains("--denied", "our fault");
  }

  @Test
  void run_unknownOption_isUsageInTwoLines() {
    Cli cli = Cli.run("decisions", "--nope", "x").exits(ExitCode.USAGE);

    assertThat(cli.err().lines()).hasSize(2).first().asString().contains("--nope");
    assertThat(cli.out()).isEmpty();
  }
}
