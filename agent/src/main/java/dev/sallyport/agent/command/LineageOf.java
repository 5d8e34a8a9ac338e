package dev.sallyport.agent.command;

import dev.sallyport.agent.audit.AuditTrail;
import dev.sallyport.agent.lineage.Lineage;
import dev.sallyport.agent.lineage.Lineages;
import dev.sallyport.agent.lineage.Search;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what became of a call: who asked for it, what was decided, what it did. */
@Command(
    name = "lineage",
    headerHeading =
        "Examples: sallyport lineage 4f1c9a-7 audit.jsonl%n"
            + "          sallyport lineage --session 9b2e audit.jsonl%n%n",
    header = "Show a call from what was asked for to the last that it did.%n",
    description =
        "The id is that of a call, of a decision, as a refused client was told, of an approval or"
            + " of a trace. Exits with 1 where the records do not hold all of it, and says what is"
            + " missing.%n")
final class LineageOf implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "<id> <audit.jsonl>",
      description = "An id, unless --session is there; then the audit files, the oldest first.")
  private List<String> parameters = new ArrayList<>();

  @Option(
      names = "--session",
      paramLabel = "<session>",
      description = "All calls of a session, as records name it.")
  private @Nullable String session;

  @Option(names = "--format", paramLabel = "text|json", description = "For people or programs.")
  private Format format = Format.TEXT;

  enum Format {
    TEXT,
    JSON
  }

  @Override
  public Integer call() throws IOException {
    String id = session == null ? parameters.get(0) : session;
    List<Path> files =
        parameters.subList(session == null ? 1 : 0, parameters.size()).stream()
            .map(Path::of)
            .toList();
    if (files.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "an audit file is needed");
    }
    AuditInput.checkTwice(files, spec);
    Search search = session == null ? Search.byId(id) : Search.bySession(session);
    boolean whole = AuditInput.records(files, spec, search::add) == 0;
    if (search.calls().isEmpty() && search.ofServer() == null) {
      throw new ParameterException(
          spec.commandLine(),
          (session == null ? "nothing has the id " : "there is no session ") + Printable.of(id));
    }
    Lineages lineages = new Lineages(search.calls());
    // What can't be read of them was said.
    AuditTrail.read(AuditInput.parts(files, spec), lineages::add);
    show(search, lineages.all());
    boolean complete = lineages.all().stream().allMatch(one -> one.missing().isEmpty());
    return (whole && complete ? ExitCode.OK : ExitCode.FOUND).code();
  }

  private void show(Search search, List<Lineage> lineages) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case TEXT -> out.print(new LineageText(search.ofServer(), lineages));
      case JSON -> new LineageJson(search.ofServer(), lineages).print(out);
    }
  }
}
