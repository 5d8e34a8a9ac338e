package dev.sallyport.agent.command;

import dev.sallyport.agent.export.RecordFormat;
import dev.sallyport.agent.start.Version;
import dev.sallyport.policy.model.ExportFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts the records of an audit file into another format, as they would have been exported. */
@Command(
    name = "export",
    headerHeading = "Example: sallyport export --format ocsf audit.jsonl > audit.ocsf.jsonl%n%n",
    header = "Put the records of an audit file into the format of another system, one a line.%n")
final class ExportRecords implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "<audit.jsonl>", description = "The audit file.")
  private Path file;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "ocsf|cef|native",
      description = "OCSF, CEF, or the lines of the file.")
  private ExportFormat format;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    RecordFormat as = RecordFormat.of(format, Version.TEXT);
    int unread = AuditInput.records(List.of(file), spec, record -> out.println(as.text(record)));
    return (unread == 0 ? ExitCode.OK : ExitCode.FOUND).code();
  }
}
