package dev.sallyport.agent.command;

import dev.sallyport.agent.approval.Folder;
import java.io.File;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The directory that a command about approvals looks into. */
final class ApprovalFolder {
  @Option(
      names = "--dir",
      paramLabel = "<directory>",
      description =
          "The directory of the agent's option approvals; SALLYPORT_APPROVALS, or"
              + " ~/.local/state/sallyport/approvals, unless named.")
  private @Nullable File directory;

  /** That it can't be used is a mistake of who asks. */
  Folder open(Approver approver, CommandSpec spec) {
    Folder folder = Folder.of(directory == null ? approver.usual() : directory);
    String problem = folder.problem();
    if (problem != null) {
      throw new ParameterException(spec.commandLine(), problem);
    }
    return folder;
  }
}
