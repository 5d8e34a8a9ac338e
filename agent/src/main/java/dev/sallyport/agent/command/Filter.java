package dev.sallyport.agent.command;

import dev.sallyport.agent.audit.AuditRecord.Decision;
import java.util.Set;

/**
 * Which decisions a person asked for.
 *
 * @param tool only what this tool, resource or prompt did, or empty
 * @param gate only this gate's, or empty
 * @param denied only denials
 * @param shadow only what a shadow says otherwise
 * @param all what the JVM itself needs, too
 */
record Filter(String tool, String gate, boolean denied, boolean shadow, boolean all) {
  private static final Set<String> LOOKING = Set.of("stat", "list", "read");

  boolean shows(Decision decision) {
    return (tool.isEmpty() || tool.equals(decision.of()))
        && (gate.isEmpty() || gate.equals(decision.gate()))
        && (!denied || decision.denied())
        && (!shadow || decision.shadow().differs());
  }

  /** Whether nothing is filtered out but the noise. */
  boolean isOpen() {
    return tool.isEmpty() && gate.isEmpty() && !denied && !shadow;
  }

  /** Whether it is the noise of a JVM at work: its own files, and those a server starts from. */
  boolean hides(Decision decision) {
    if (all || decision.denied() || decision.shadow().differs()) {
      return false;
    }
    boolean runtime = decision.reason().equals("runtime");
    boolean starting =
        decision.phase().equals("starting")
            && decision.gate().equals("file")
            && LOOKING.contains(decision.operation());
    return runtime || starting;
  }
}
