package dev.sallyport.agent.command;

import dev.sallyport.agent.approval.Folder;
import dev.sallyport.agent.approval.Question;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what waits for an approval, whole, since that is what is approved. */
@Command(
    name = "list",
    headerHeading = "Example: sallyport approvals list%n%n",
    header = "Show the calls that wait for an approval.%n")
final class ApprovalList implements Callable<Integer> {
  private final Approver approver;

  @Spec private CommandSpec spec;
  @Mixin private ApprovalFolder directory;

  ApprovalList(Approver approver) {
    this.approver = approver;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Folder folder = directory.open(approver, spec);
    Instant now = approver.clock().instant();
    folder.sweep(now);
    List<Question> questions =
        folder.questions().stream().sorted(Comparator.comparing(Question::until)).toList();
    int waiting = 0;
    for (Question question : questions) {
      if (now.isBefore(question.until()) && !folder.isAnswered(question.id())) {
        show(question, now, out);
        waiting++;
      }
    }
    out.println(waiting == 1 ? "1 call waits" : waiting + " calls wait");
    return ExitCode.OK.code();
  }

  private static void show(Question question, Instant now, PrintWriter out) {
    String caller = question.asking().caller();
    out.println(question.id() + "  " + Printable.of(question.asking().tool()));
    out.println("    server     " + Printable.of(question.server()));
    out.println("    caller     " + (caller.isEmpty() ? "not known" : Printable.of(caller)));
    out.println("    arguments  " + Printable.of(question.asking().arguments()));
    out.println(
        "    from       "
            + Printable.of(String.join(", ", question.from()))
            + (question.reasoned() ? ", with a reason" : ""));
    out.println("    for        " + Duration.between(now, question.until()).toSeconds() + " s");
  }
}
