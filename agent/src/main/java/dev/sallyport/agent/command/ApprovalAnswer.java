package dev.sallyport.agent.command;

import dev.sallyport.agent.approval.Answer;
import dev.sallyport.agent.approval.Folder;
import dev.sallyport.agent.approval.Question;
import dev.sallyport.agent.approval.Unanswerable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Approves one call, or denies it. */
@Command(
    headerHeading =
        "Examples: sallyport approvals approve k3m9x7q2wd5a%n"
            + "          sallyport approvals deny k3m9x7q2wd5a --reason \"wrong branch\"%n%n",
    header = "Answer one call that waits, for good.%n")
final class ApprovalAnswer implements Callable<Integer> {
  private final Approver approver;
  private final boolean approves;

  @Spec private CommandSpec spec;
  @Mixin private ApprovalFolder directory;

  @Parameters(paramLabel = "<id>", description = "As `approvals list` shows it.")
  private String id;

  @Option(
      names = "--by",
      paramLabel = "<name>",
      description = "Who answers; the user of the system unless named.")
  private @Nullable String by;

  @Option(
      names = "--as",
      paramLabel = "<role>",
      description = "In which role; the only one that may answer unless named.")
  private @Nullable String role;

  @Option(names = "--reason", paramLabel = "<text>", description = "Why. It is recorded.")
  private String reason = "";

  ApprovalAnswer(Approver approver, boolean approves) {
    this.approver = approver;
    this.approves = approves;
  }

  @Override
  public Integer call() throws IOException {
    Folder folder = directory.open(approver, spec);
    Question question = folder.question(id);
    if (question == null || !approver.clock().instant().isBefore(question.until())) {
      throw wrong("no call waits under " + Printable.of(id));
    }
    try {
      folder.answer(answer(question));
    } catch (Unanswerable e) {
      throw wrong("not taken: " + e.getMessage());
    } catch (FileAlreadyExistsException e) {
      throw wrong("it was answered before");
    }
    spec.commandLine()
        .getOut()
        .println(
            (approves ? "approved " : "denied ")
                + question.id()
                + ", "
                + Printable.of(question.asking().tool()));
    return ExitCode.OK.code();
  }

  private Answer answer(Question question) throws Unanswerable {
    if (role == null && question.from().size() != 1) {
      throw wrong("say in which role with --as: " + String.join(", ", question.from()));
    }
    return question.answer(
        approves,
        by == null ? approver.user() : by,
        approver.user(),
        role == null ? question.from().get(0) : role,
        reason);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
