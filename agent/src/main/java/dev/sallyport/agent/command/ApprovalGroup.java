package dev.sallyport.agent.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What is done about calls that wait for an approval. */
@Command(
    name = "approvals",
    headerHeading =
        "Examples: sallyport approvals list%n"
            + "          sallyport approvals approve k3m9x7q2wd5a --reason \"asked for in #12\"%n%n",
    header = "Approve calls of tools that wait for it, or deny them.%n",
    synopsisSubcommandLabel = "<command>")
final class ApprovalGroup {
  private ApprovalGroup() {}

  static CommandLine line(Approver approver) {
    return new CommandLine(new ApprovalGroup())
        .addSubcommand(new ApprovalList(approver))
        .addSubcommand("approve", new ApprovalAnswer(approver, true))
        .addSubcommand("deny", new ApprovalAnswer(approver, false));
  }
}
