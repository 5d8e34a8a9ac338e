package dev.sallyport.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class HookListTest {
  private static final Path PAGE = Path.of("..", "docs", "hooks.md");

  @Test
  void rows_ofThisJdk_noOthers() {
    Cli cli = Cli.run("hooks").exits(ExitCode.OK).silentOnErr();

    int feature = Runtime.version().feature();
    assertThat(cli.out()).contains("java.io.FileInputStream").contains("all: --all\n");
    assertThat(cli.out().contains("`canRead()Z`")).isEqualTo(feature <= 20);
  }

  @Test
  void docs_table_isTheOneOfTheCommand() throws IOException {
    Cli cli = Cli.run("hooks", "--all").exits(ExitCode.OK).silentOnErr();
    String table = cli.out().substring(0, cli.out().indexOf("\n\n"));

    assertThat(Files.readString(PAGE))
        .as("regenerate the table with: java -jar agent/target/sallyport.jar hooks --all")
        .contains(table);
  }
}
