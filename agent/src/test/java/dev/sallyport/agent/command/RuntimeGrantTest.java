package dev.sallyport.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RuntimeGrantTest {

  @Test
  void runtime_namesFilesAndVariablesOfThisJvm() {
    Cli cli = Cli.run("runtime").exits(ExitCode.OK).silentOnErr();

    assertThat(cli.out().lines())
        .contains("  " + System.getProperty("java.home") + "/**", "  /etc/resolv.conf")
        .contains("  class path and module path of the server, and the agent's jar")
        .last()
        .asString()
        .contains("PATH", "LC_*");
  }
}
