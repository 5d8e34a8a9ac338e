package dev.sallyport.agent.command;

import dev.sallyport.agent.replay.Redecision;
import dev.sallyport.agent.replay.Replayed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a policy would refuse, and allow, of what was recorded. */
@Command(
    name = "replay",
    headerHeading = "Example: sallyport replay policy.yaml audit.jsonl%n%n",
    header = "Show what a policy would decide otherwise of what was recorded.%n",
    description =
        "The policy decides on each record, as far as records tell what it depends on; what they"
            + " do not tell is counted and not guessed. Exits with 1 where something would be"
            + " refused that was not.%n")
final class Replay implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PolicyInput input;

  @Parameters(index = "0", paramLabel = "<policy.yaml>", description = "The policy.")
  private Path file;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "<audit.jsonl>",
      description = "The audit files, the oldest first.")
  private List<Path> audit = new ArrayList<>();

  @Option(names = "--tool", paramLabel = "<name>", description = "Only this tool.")
  private String tool = "";

  @Option(names = "--format", paramLabel = "text|json", description = "For people or programs.")
  private Format format = Format.TEXT;

  enum Format {
    TEXT,
    JSON
  }

  Replay(Map<String, String> environment) {
    this.input = new PolicyInput(environment);
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PolicyInput.Found found = input.policy(file);
    if (found == null) {
      return ExitCode.POLICY.code();
    }
    Replayed replayed = new Replayed(new Redecision(found.policy(), System.getProperties()));
    AuditInput.decisions(
        audit,
        spec,
        record -> {
          if (tool.isEmpty() || tool.equals(record.of())) {
            replayed.add(record);
          }
        });
    switch (format) {
      case TEXT -> out.print(new ReplayText(replayed));
      case JSON -> new ReplayJson(replayed).print(out);
    }
    return (replayed.refused().isEmpty() ? ExitCode.OK : ExitCode.FOUND).code();
  }
}
