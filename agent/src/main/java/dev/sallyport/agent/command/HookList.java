package dev.sallyport.agent.command;

import dev.sallyport.agent.scan.Family;
import dev.sallyport.agent.scan.NativeTable;
import dev.sallyport.agent.scan.Review;
import dev.sallyport.agent.scan.Scan;
import dev.sallyport.agent.scan.Verdict;
import dev.sallyport.agent.weave.Door;
import dev.sallyport.agent.weave.Hook;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the hook table, and the native methods of the JDK that it stands before. */
@Command(
    name = "hooks",
    headerHeading = "Example: sallyport hooks --natives --family files%n%n",
    header = "Show the hook table: where the agent stands in the JDK and in libraries.%n",
    description =
        "Below it, what a scan of this JDK finds: each native method is hooked if every way to it"
            + " passes a row, or exempt with a reason; open is what is neither.%n")
final class HookList implements Callable<Integer> {
  private final List<Hook> rows;
  private final List<Hook> reading;

  @Spec private CommandSpec spec;

  @Option(names = "--all", description = "Also rows of other JDKs and systems than this one.")
  private boolean all;

  @Option(names = "--natives", description = "The native methods of this JDK, one by one.")
  private boolean natives;

  @Option(
      names = "--family",
      paramLabel = "<family>",
      description = "Only native methods of this family: ${COMPLETION-CANDIDATES}.")
  private @Nullable Family family;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "For native methods: a table, or a line of JSON for each.")
  private Format format = Format.TEXT;

  enum Format {
    TEXT,
    JSON
  }

  /**
   * The command.
   *
   * @param rows that always stand
   * @param reading those that stand only where a policy limits what is read
   */
  HookList(List<Hook> rows, List<Hook> reading) {
    this.rows = rows;
    this.reading = reading;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    int feature = Runtime.version().feature();
    if (!natives) {
      table(out, feature);
    }
    NativeTable scanned = NativeTable.of(Scan.ofRunningJdk(), Review.ofAgent(), rows, feature);
    NativeList list = new NativeList(scanned, out);
    if (natives && format == Format.JSON) {
      list.json(family);
    } else if (natives) {
      list.all(family);
    } else {
      out.println();
      list.counts();
      list.unclassified();
      out.println();
      out.println(
          scanned.natives().size()
              + " native methods in JDK "
              + Runtime.version()
              + ", one by one: --natives");
    }
    return (scanned.with(Verdict.UNCLASSIFIED).isEmpty() ? ExitCode.OK : ExitCode.FOUND).code();
  }

  private void table(PrintWriter out, int feature) {
    out.println("| class | method | door | check | denied | need | jdk | system |");
    out.println("|---|---|---|---|---|---|---|---|");
    int always = print(rows, out, feature);
    int limited = print(reading, out, feature);
    out.println();
    out.println(always + limited + " rows" + (all ? "" : " on JDK " + feature + ", all: --all"));
    out.println("the last " + limited + " are woven only under a policy with `limits.read`");
  }

  private int print(List<Hook> some, PrintWriter out, int feature) {
    int shown = 0;
    for (Hook row : some) {
      if (all || row.appliesTo(feature)) {
        out.println(line(row));
        shown++;
      }
    }
    return shown;
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
            row.jdks().toString(),
            word(row.jdks().os()))
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
