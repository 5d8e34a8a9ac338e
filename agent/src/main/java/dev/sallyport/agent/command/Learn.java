package dev.sallyport.agent.command;

import dev.sallyport.agent.audit.AuditTrail;
import dev.sallyport.agent.learn.Evidence;
import dev.sallyport.agent.learn.Learning;
import dev.sallyport.agent.learn.PolicyEdits;
import dev.sallyport.agent.learn.PolicyText;
import dev.sallyport.agent.report.Chain;
import dev.sallyport.agent.start.Unattended;
import dev.sallyport.agent.start.Version;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.source.Source;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a policy of what was recorded, or adds to one. */
@Command(
    name = "learn",
    headerHeading = "Example: sallyport learn audit.jsonl --output policy.yaml%n%n",
    header = "Write the policy that grants what was seen, and no more than explains it.%n",
    description =
        "Each rule says what it was learned from. What is never granted because it was seen, such"
            + " as a place of secrets, is told of in comments.%n")
final class Learn implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PolicyInput input;

  @Parameters(
      arity = "1..*",
      paramLabel = "<audit.jsonl>",
      description = "The audit files, in any order.")
  private List<Path> audits;

  @Option(
      names = "--into",
      paramLabel = "<policy.yaml>",
      description = "Add what is missing to this policy; all that it says stays as it is.")
  private @Nullable Path into;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "<file>",
      description = "Write the policy there; may be the one that is added to. Else it is printed.")
  private @Nullable Path output;

  @Option(
      names = "--mode",
      paramLabel = "<mode>",
      description = "The mode of a new policy: audit or enforce. Default: ${DEFAULT-VALUE}.")
  private Mode mode = Mode.AUDIT;

  Learn(Map<String, String> environment) {
    this.input = new PolicyInput(environment);
  }

  @Override
  public Integer call() throws IOException {
    PolicyInput.Found found = into == null ? null : input.policy(into);
    if (into != null && found == null) {
      return ExitCode.POLICY.code();
    }
    Learning learning = learning(found == null ? null : found.policy());
    if (learning.isEmpty()) {
      spec.commandLine().getErr().println("error: no record was read; nothing is learned");
      return ExitCode.FOUND.code();
    }
    String text = found == null ? fresh(learning) : PolicyEdits.of(text(found), learning);
    String name = found == null ? "what was learned" : found.sources().get(0).name();
    if (!input.reads(new Source(name, text))) {
      throw new IllegalStateException("what was learned is no policy; nothing was written");
    }
    if (output == null) {
      spec.commandLine().getOut().print(text);
    } else {
      try {
        write(output, text);
      } catch (IOException e) {
        throw new ParameterException(spec.commandLine(), WriteFailure.of(output, e));
      }
    }
    sum(learning, spec.commandLine().getErr());
    return ExitCode.OK.code();
  }

  private static String text(PolicyInput.Found found) {
    return found.sources().get(0).text();
  }

  private Learning learning(@Nullable Policy policy) throws IOException {
    Evidence evidence = new Evidence();
    List<Path> files = List.copyOf(new TreeSet<>(audits));
    AuditInput.checkTwice(files, spec);
    // What can't be read of them is said once, below.
    AuditTrail.read(AuditInput.parts(files, spec), evidence::prepare);
    evidence.trail().unreadable(AuditInput.records(files, spec, evidence::add));
    Chain chain = TrailChain.of(files);
    if (chain.state() == Chain.State.BROKEN) {
      evidence.trail().broken();
      spec.commandLine().getErr().println("warning: the chain is broken: " + chain.detail());
    }
    Policy known = policy == null ? Policy.builtIn() : policy;
    return new Learning(
        evidence,
        known,
        Unattended.engine(known, System.getProperties()),
        /* fresh= */ policy == null);
  }

  private String fresh(Learning learning) {
    TreeSet<String> names = new TreeSet<>();
    audits.forEach(audit -> names.add(String.valueOf(audit.getFileName())));
    return PolicyText.of(learning, mode.name().toLowerCase(Locale.ROOT), Version.TEXT, names);
  }

  /** A server that watches its policy sees all of it or nothing. */
  private void write(Path file, String text) throws IOException {
    Path real = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    if (Files.isDirectory(real) || real.getParent() == null) {
      throw new ParameterException(
          spec.commandLine(), "can't write " + file + ": it is a directory");
    }
    Path next = Files.createTempFile(real.getParent(), ".learn", ".yaml");
    try {
      Files.writeString(next, text);
      if (Files.exists(real)) {
        Files.setPosixFilePermissions(next, Files.getPosixFilePermissions(real));
      }
      Files.move(next, real, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  private void sum(Learning learning, PrintWriter err) {
    err.println(
        learning.rules()
            + (learning.rules() == 1 ? " rule" : " rules")
            + " learned, "
            + learning.refusals()
            + " seen and not granted, from "
            + learning.calls()
            + (learning.calls() == 1 ? " call" : " calls"));
    if (!learning.gaps().isEmpty()) {
      err.println("warning: " + learning.gaps() + "; what was done then is not learned");
    }
    if (output != null) {
      err.println("Run: sallyport check " + output);
    }
  }
}
