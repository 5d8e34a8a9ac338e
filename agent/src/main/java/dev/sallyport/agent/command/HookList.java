package dev.sallyport.agent.command;

import dev.sallyport.agent.weave.Door;
import dev.sallyport.agent.weave.Hook;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the hook table. */
@Command(
    name = "hooks",
    headerHeading = "Example: sallyport hooks --all%n%n",
    header = "Show the hook table: where the agent stands in the JDK and in libraries.%n")
final class HookList implements Callable<Integer> {
  private final List<Hook> rows;

  @Spec private CommandSpec spec;

  @Option(names = "--all", description = "Also rows of other JDKs than the one that runs this.")
  private boolean all;

  HookList(List<Hook> rows) {
    this.rows = rows;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    int feature = Runtime.version().feature();
    out.println("| class | method | door | check | denied | need | jdk |");
    out.println("|---|---|---|---|---|---|---|");
    int shown = 0;
    for (Hook row : rows) {
      if (all || row.appliesTo(feature)) {
        out.println(line(row));
        shown++;
      }
    }
    out.println();
    out.println(shown + " rows" + (all ? "" : " on JDK " + feature + ", all: --all"));
    return ExitCode.OK.code();
  }

  private static String line(Hook row) {
    return "| "
        + String.join(
            " | ",
            row.owner().replace('/', '.'),
            method(row),
            word(row.door()),
            word(row.check()),
            word(row.denied()),
            word(row.need()),
            row.jdks().toString())
        + " |";
  }

  private static String method(Hook row) {
    String method = "`" + row.method() + row.descriptor() + "`";
    Hook.Callee callee = row.callee();
    return row.door() == Door.BEFORE
        ? method
            + " calling `"
            + callee.owner().replace('/', '.')
            + '.'
            + callee.name()
            + callee.descriptor()
            + "`"
        : method;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
