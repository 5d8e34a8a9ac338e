package dev.sallyport.agent.command;

import dev.sallyport.agent.pin.LockDamage;
import dev.sallyport.agent.pin.LockFile;
import dev.sallyport.agent.pin.Pin;
import dev.sallyport.agent.pin.Thing;
import dev.sallyport.agent.report.Chain;
import dev.sallyport.agent.report.Gathering;
import dev.sallyport.agent.report.PolicyView;
import dev.sallyport.agent.report.Report;
import dev.sallyport.agent.report.TrustModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes one page about what audit files hold. */
@Command(
    name = "report",
    headerHeading =
        "Example: sallyport report audit.jsonl --policy policy.yaml --output report.html%n%n",
    header = "Write one page about audit files, to pass around.%n",
    description =
        "The page needs nothing but itself: no script, nothing from elsewhere. It is said what"
            + " can't be known from records.%n")
final class ReportPage implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PolicyInput input;

  @Parameters(arity = "0..*", paramLabel = "<audit.jsonl>", description = "The audit files.")
  private List<Path> files = List.of();

  @Option(
      names = "--policy",
      paramLabel = "<policy.yaml>",
      description = "The policy to hold figures against.")
  private @Nullable Path policy;

  @Option(
      names = "--lock",
      paramLabel = "<sallyport.lock>",
      description = "The server's lock: its pins, and tools that were never called.")
  private @Nullable Path lock;

  @Option(
      names = "--output",
      paramLabel = "<file>",
      description = "Where to write it; to stdout unless named.")
  private @Nullable Path output;

  @Option(names = "--title", paramLabel = "<text>", description = "What it is called.")
  private String title = "";

  @Option(
      names = "--made",
      paramLabel = "<time>",
      description = "When it says that it was made, or none; now unless named.")
  private @Nullable String made;

  @Option(
      names = "--format",
      paramLabel = "html|json",
      description = "A page, or all figures for a dashboard.")
  private Format format = Format.HTML;

  @Option(
      names = "--trust-model",
      description = "Write a part for the server's SECURITY.md instead, from the policy alone.")
  private boolean trustModel;

  enum Format {
    HTML,
    JSON
  }

  ReportPage(Map<String, String> environment) {
    this.input = new PolicyInput(environment);
  }

  @Override
  public Integer call() throws IOException {
    if (trustModel ? policy == null : files.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), trustModel ? "--trust-model is of a --policy" : "name an audit file");
    }
    PolicyView view = null;
    if (policy != null) {
      PolicyInput.Found found = input.policy(policy);
      if (found == null) {
        return ExitCode.POLICY.code();
      }
      view = new PolicyView(found.policy(), found.digest());
      if (trustModel) {
        write(new TrustModel(view, found.sources()).markdown(), "the trust model of " + policy);
        return ExitCode.OK.code();
      }
    }
    AuditInput.checkTwice(files, spec);
    Gathering gathering = new Gathering();
    boolean damaged = false;
    for (Path file : files) {
      int unread = AuditInput.records(List.of(file), spec, gathering);
      if (unread > 0) {
        gathering.damaged(file.getFileName() + ": " + unread + " of its lines");
        damaged = true;
      }
    }
    Chain chain = TrailChain.of(files);
    Report report = new Report(title, made(), gathering, view, pins(), chain);
    write(format == Format.JSON ? report.json() + "\n" : report.html(), report.summary());
    boolean broken = chain.state() == Chain.State.BROKEN;
    return (damaged || broken ? ExitCode.FOUND : ExitCode.OK).code();
  }

  private void write(String text, String summary) throws IOException {
    if (output == null) {
      spec.commandLine().getOut().print(text);
      return;
    }
    try {
      Files.writeString(output, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), WriteFailure.of(output, e));
    }
    spec.commandLine().getOut().println(output + ": " + summary);
  }

  private String made() {
    if (made == null) {
      return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
    if (made.equals("none")) {
      return "";
    }
    try {
      return Instant.parse(made).toString();
    } catch (DateTimeParseException noTime) {
      throw new ParameterException(
          spec.commandLine(), "--made: " + made + " is no time such as 2026-03-02T10:00:00Z");
    }
  }

  private SortedMap<Thing, Pin> pins() {
    if (lock == null) {
      return new TreeMap<>();
    }
    if (!Files.isRegularFile(lock)) {
      throw new ParameterException(spec.commandLine(), "there is no file " + lock);
    }
    try {
      return LockFile.of(lock.toFile(), ProcessHandle.current().pid()).read();
    } catch (IOException | LockDamage e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }
}
