package dev.sallyport.agent.command;

import dev.sallyport.agent.start.RuntimeFiles;
import dev.sallyport.policy.decide.HarmlessVariables;
import java.io.PrintWriter;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the built-in runtime grant. */
@Command(
    name = "runtime",
    headerHeading = "Example: sallyport runtime%n%n",
    header = "Show what every tool may read because the JVM itself needs it.%n",
    description =
        "Shown for the JDK that runs this. A server's class path and module path come on top.%n")
final class RuntimeGrant implements Callable<Integer> {
  private final Properties properties;

  @Spec private CommandSpec spec;

  RuntimeGrant(Properties properties) {
    this.properties = properties;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.println("files to read, unless a tool's files.deny names them:");
    for (String pattern : RuntimeFiles.ofJdk(properties)) {
      out.println("  " + pattern);
    }
    out.println("  class path and module path of the server, and the agent's jar");
    out.println("variables to read, and to hand on to programs:");
    out.println("  " + String.join(" ", HarmlessVariables.names()));
    return ExitCode.OK.code();
  }
}
