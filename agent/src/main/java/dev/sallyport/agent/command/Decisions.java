package dev.sallyport.agent.command;

import dev.sallyport.agent.audit.AuditReader.Damage;
import dev.sallyport.agent.audit.AuditRecord;
import dev.sallyport.agent.audit.AuditRecord.Decision;
import dev.sallyport.agent.audit.AuditTrail;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the decisions of an audit file: which call did what, and what became of it. */
@Command(
    name = "decisions",
    headerHeading = "Example: sallyport decisions --tool read_file --denied audit.jsonl%n%n",
    header = "Show the decisions of an audit file, under the calls that caused them.%n")
final class Decisions implements Callable<Integer> {
  private final Screen screen;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "<audit.jsonl>", description = "The audit file.")
  private Path file;

  @Option(names = "--tool", paramLabel = "<name>", description = "Only this tool.")
  private String tool = "";

  @Option(
      names = "--gate",
      paramLabel = "<gate>",
      description = "Only this gate: tool, file, network, dns, http, process, environment.")
  private String gate = "";

  @Option(names = "--denied", description = "Only denials.")
  private boolean denied;

  @Option(names = "--shadow", description = "Only what a shadow says otherwise.")
  private boolean shadow;

  @Option(names = "--all", description = "Also what the JVM itself and starting need.")
  private boolean all;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "A table, or the lines of the file.")
  private Format format = Format.TEXT;

  @Option(names = "--color", paramLabel = "auto|always|never", description = "Colour denials.")
  private Color color = Color.AUTO;

  enum Format {
    TEXT,
    JSON
  }

  enum Color {
    AUTO,
    ALWAYS,
    NEVER;

    boolean isOn(Screen screen) {
      return switch (this) {
        case AUTO -> screen.color();
        case ALWAYS -> true;
        case NEVER -> false;
      };
    }
  }

  Decisions(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    AuditInput.check(file, spec);
    Filter filter = new Filter(only(tool), only(gate), Set.of(), denied, shadow, all);
    Map<Path, Damage> damaged =
        switch (format) {
          case TEXT -> table(filter, out);
          case JSON -> read(lines(filter, out));
        };
    damaged.forEach(
        (part, damage) -> err.println("warning: " + part + ": " + DamageText.of(damage)));
    return (damaged.isEmpty() ? ExitCode.OK : ExitCode.FOUND).code();
  }

  private static Set<String> only(String word) {
    return word.isEmpty() ? Set.of() : Set.of(word);
  }

  private Map<Path, Damage> table(Filter filter, PrintWriter out) throws IOException {
    Tally tally = new Tally();
    CallGroups groups =
        new CallGroups(filter, tally, new DecisionTable(out, color.isOn(screen), screen.width()));
    Map<Path, Damage> damaged = read(groups);
    groups.finish();
    out.println(tally.line());
    return damaged;
  }

  private static Consumer<AuditRecord> lines(Filter filter, PrintWriter out) {
    return record -> {
      if (record instanceof Decision decision
          && !filter.hides(decision)
          && filter.shows(decision)) {
        out.println(decision.line());
      }
    };
  }

  private Map<Path, Damage> read(Consumer<AuditRecord> consumer) throws IOException {
    return new AuditTrail(file).read(consumer);
  }
}
