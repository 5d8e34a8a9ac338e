package dev.sallyport.agent.command;

import dev.sallyport.agent.credential.Secrets;
import dev.sallyport.agent.start.PolicyKey;
import dev.sallyport.agent.start.Preset;
import dev.sallyport.policy.check.Inventory;
import dev.sallyport.policy.check.Linter;
import dev.sallyport.policy.model.Credential;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.source.Problem;
import dev.sallyport.policy.source.ProblemText;
import dev.sallyport.policy.source.Source;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a policy as the agent would and shows what is wrong with it, and what may be. */
@Command(
    name = "check",
    headerHeading = "Example: sallyport check --strict --lock sallyport.lock policy.yaml%n%n",
    header = "Show everything that is wrong with a policy, and what is probably not meant.%n",
    description = "Variables are looked up in this command's own environment.%n")
final class Check implements Callable<Integer> {
  private final Map<String, String> environment;

  @Spec private CommandSpec spec;
  @Mixin private PolicyInput input;

  @Parameters(paramLabel = "<policy.yaml>", description = "The policy file, YAML or JSON.")
  private Path file;

  @Mixin private KnownTools known;

  @Option(names = "--strict", description = "Fail where there is a warning.")
  private boolean strict;

  @Option(
      names = "--policy-key",
      paramLabel = "<key.pem>",
      description = "The public key by which the policy has to be signed.")
  private Path key;

  Check(Map<String, String> environment) {
    this.environment = environment;
    this.input = new PolicyInput(environment);
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PolicyKey signer = key == null ? null : PolicyKey.read(key.toString());
    PolicyInput.Found found = input.policy(file, signer);
    if (found == null) {
      return ExitCode.POLICY.code();
    }
    Policy policy = found.policy();
    Inventory inventory = known.inventory(spec);
    int warnings =
        show(
            found,
            inventory,
            file + ": valid, mode " + policy.mode().name().toLowerCase(Locale.ROOT),
            out);
    Entry<String> reference = policy.shadow();
    if (reference != null) {
      PolicyInput.Found shadow = input.shadow(reference, found.sources().get(0), signer);
      if (shadow == null) {
        return ExitCode.POLICY.code();
      }
      warnings +=
          show(shadow, inventory, shadow.sources().get(0).name() + ": valid, a shadow", out);
    }
    notes(policy).forEach(out::println);
    return (strict && warnings > 0 ? ExitCode.FOUND : ExitCode.OK).code();
  }

  /**
   * Shows what is probably not meant, then that it is valid; answers how many findings there are.
   */
  private static int show(
      PolicyInput.Found found, Inventory inventory, String valid, PrintWriter out) {
    Policy policy = found.policy();
    List<Problem> findings = new ArrayList<>(Linter.findings(found.sources(), policy, inventory));
    // What the agent's own policies grant is meant.
    findings.removeIf(finding -> Preset.isNamed(finding.span().file()));
    for (Problem finding : findings) {
      Source source = finding.span().in(found.sources());
      out.println(ProblemText.render(source, finding, "warning"));
    }
    out.println(
        valid
            + ", "
            + policy.toolEntries()
            + (policy.toolEntries() == 1 ? " tool" : " tools")
            + warnings(findings.size())
            + ", sha256:"
            + found.digest());
    return findings.size();
  }

  private static String warnings(int count) {
    return count == 0 ? "" : ", " + count + (count == 1 ? " warning" : " warnings");
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
