package dev.sallyport.agent.command;

import dev.sallyport.agent.credential.Secrets;
import dev.sallyport.agent.start.PolicyTexts;
import dev.sallyport.policy.model.Credential;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.read.PolicyReader;
import dev.sallyport.policy.read.Reading;
import dev.sallyport.policy.source.ProblemText;
import dev.sallyport.policy.source.Source;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a policy as the agent would and shows all that is wrong with it. */
@Command(
    name = "check",
    headerHeading = "Example: sallyport check policy.yaml%n%n",
    header = "Show everything that is wrong with a policy.%n",
    description = "Variables are looked up in this command's own environment.%n")
final class Check implements Callable<Integer> {
  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "<policy.yaml>", description = "The policy file, YAML or JSON.")
  private Path file;

  Check(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    PolicyTexts texts = new PolicyTexts();
    Source source;
    try {
      source = texts.open(file.toString());
    } catch (IOException e) {
      err.println("error: can't read " + file);
      return ExitCode.POLICY.code();
    }
    Reading reading = PolicyReader.read(source, new Surroundings(environment), texts);
    Policy policy = reading.policy();
    if (policy == null) {
      out.println(ProblemText.render(reading.sources(), reading.problems()).stripTrailing());
      out.println();
      int count = reading.problems().size();
      out.println(file + ": " + count + (count == 1 ? " problem" : " problems"));
      return ExitCode.POLICY.code();
    }
    out.println(
        file
            + ": valid, mode "
            + policy.mode().name().toLowerCase(Locale.ROOT)
            + ", "
            + policy.toolEntries()
            + (policy.toolEntries() == 1 ? " tool" : " tools")
            + ", sha256:"
            + texts.digest());
    notes(policy).forEach(out::println);
    return ExitCode.OK.code();
  }

  /** What the policy needs and this machine may not have; no fault of the policy's. */
  private List<String> notes(Policy policy) {
    List<Credential> credentials =
        policy.credentials().values().stream().map(Entry::value).toList();
    Secrets secrets =
        Secrets.read(credentials, environment, System.getProperties(), /* withholding= */ false);
    return secrets.problems().entrySet().stream()
        .map(problem -> "note: credential " + problem.getKey() + ": " + problem.getValue())
        .toList();
  }
}
