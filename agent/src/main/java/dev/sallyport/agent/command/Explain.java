package dev.sallyport.agent.command;

import dev.sallyport.agent.audit.AuditRecord;
import dev.sallyport.agent.replay.Redecision;
import dev.sallyport.agent.replay.Untold;
import dev.sallyport.agent.start.Unattended;
import dev.sallyport.policy.decide.Question;
import dev.sallyport.policy.decide.Trace;
import dev.sallyport.policy.source.Source;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows how a policy comes to one decision. */
@Command(
    name = "explain",
    headerHeading =
        "Examples: sallyport explain policy.yaml --tool read_file --read /srv/a.txt --role dev%n"
            + "          sallyport explain policy.yaml --audit audit.jsonl 4f1c9a-7%n%n",
    header = "Show how a policy comes to one decision.%n",
    description =
        "Nothing is run, opened or looked up. Of a program name the path first: --exec /usr/bin/git"
            + " --exec status.%n")
final class Explain implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PolicyInput input;
  @Mixin private RequestOptions request;

  @Parameters(index = "0", paramLabel = "<policy.yaml>", description = "The policy file.")
  private Path file;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "<decision>",
      description = "With --audit: the id of a decision.")
  private @Nullable String id;

  @Option(
      names = "--audit",
      paramLabel = "<audit.jsonl>",
      description = "Decide again what was recorded there.")
  private @Nullable Path audit;

  private Explain(Map<String, String> environment) {
    this.input = new PolicyInput(environment);
  }

  static CommandLine commandLine(Map<String, String> environment) {
    CommandLine line = new CommandLine(new Explain(environment));
    RequestOptions.addOperations(line.getCommandSpec());
    return line;
  }

  @Override
  public Integer call() throws IOException {
    PolicyInput.Found found = input.policy(file);
    if (found == null) {
      return ExitCode.POLICY.code();
    }
    if ((audit == null) != (id == null)) {
      throw new ParameterException(spec.commandLine(), "--audit and a decision belong together");
    }
    if (audit != null && id != null) {
      return recorded(found, record(audit, id));
    }
    Question question = request.question(spec, input.variables());
    Trace trace = Unattended.engine(found.policy(), System.getProperties()).trace(question);
    show(question, trace, found.sources());
    return (trace.decision().denies() ? ExitCode.FOUND : ExitCode.OK).code();
  }

  private void show(Question question, Trace trace, List<Source> sources) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(QuestionText.of(question));
    out.print(TraceText.of(trace, sources));
  }

  private AuditRecord.Decision record(Path from, String wanted) throws IOException {
    AtomicReference<AuditRecord.@Nullable Decision> found = new AtomicReference<>();
    AuditInput.decisions(
        from,
        spec,
        decision -> {
          if (decision.id().equals(wanted)) {
            found.compareAndSet(null, decision);
          }
        });
    AuditRecord.Decision decision = found.get();
    if (decision == null) {
      throw new ParameterException(
          spec.commandLine(), "there is no decision " + wanted + " in " + from);
    }
    return decision;
  }

  /** Of a call whose arguments are not given only what does not depend on them is said. */
  private int recorded(PolicyInput.Found found, AuditRecord.Decision record) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        Printable.of(
            "recorded "
                + record.time()
                + ": "
                + record.verdict()
                + " by "
                + record.rule()
                + " ("
                + record.reason()
                + "), "
                + record.action()));
    Redecision again = new Redecision(found.policy(), System.getProperties());
    Map<String, Object> arguments = request.arguments(spec, input.variables());
    try {
      Question question = again.question(record, arguments);
      if (arguments.isEmpty()) {
        again.decide(record);
      }
      Trace trace = again.engine().trace(question);
      show(question, trace, found.sources());
      boolean same = trace.decision().denies() == record.denied();
      out.println(same ? "the same as recorded" : "DIFFERS from what was recorded");
      return (same ? ExitCode.OK : ExitCode.FOUND).code();
    } catch (Untold e) {
      out.println("can't be decided again: not recorded is " + e.getMessage());
      return ExitCode.FOUND.code();
    }
  }
}
