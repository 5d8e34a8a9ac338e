package dev.sallyport.agent.command;

import dev.sallyport.agent.replay.Redecision;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows which recorded decisions another policy would change. */
@Command(
    name = "diff",
    headerHeading = "Example: sallyport diff policy.yaml new-policy.yaml audit.jsonl%n%n",
    header = "Show which recorded decisions fall differently under a new policy.%n",
    description =
        "Both policies decide again on each record, as far as records tell what it depends on;"
            + " what they do not tell is counted and not guessed.%n")
final class Diff implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PolicyInput input;

  @Parameters(index = "0", paramLabel = "<old.yaml>", description = "The policy as it is.")
  private Path before;

  @Parameters(index = "1", paramLabel = "<new.yaml>", description = "The policy as it would be.")
  private Path after;

  @Parameters(index = "2", paramLabel = "<audit.jsonl>", description = "The audit file.")
  private Path audit;

  Diff(Map<String, String> environment) {
    this.input = new PolicyInput(environment);
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PolicyInput.Found old = input.policy(before);
    PolicyInput.Found fresh = input.policy(after);
    if (old == null || fresh == null) {
      return ExitCode.POLICY.code();
    }
    Differences differences =
        new Differences(
            new Redecision(old.policy(), System.getProperties()),
            new Redecision(fresh.policy(), System.getProperties()));
    AuditInput.decisions(audit, spec, differences::add);
    out.print(differences.text());
    return (differences.any() ? ExitCode.FOUND : ExitCode.OK).code();
  }
}
