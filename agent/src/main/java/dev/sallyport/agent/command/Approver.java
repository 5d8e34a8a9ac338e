package dev.sallyport.agent.command;

import dev.sallyport.agent.approval.Folder;
import dev.sallyport.agent.audit.AuditLocation;
import java.io.File;
import java.time.InstantSource;
import java.util.Map;

/**
 * Who runs a command, and what surrounds them.
 *
 * @param user of the system
 */
record Approver(String user, String home, Map<String, String> environment, InstantSource clock) {
  static Approver current() {
    return new Approver(
        System.getProperty("user.name"),
        System.getProperty("user.home"),
        System.getenv(),
        InstantSource.system());
  }

  /** Where the agent looks for answers, when it is started in the same surroundings. */
  File usual() {
    String named = environment.get("SALLYPORT_APPROVALS");
    return named == null ? Folder.usual(AuditLocation.state(environment, home)) : new File(named);
  }
}
