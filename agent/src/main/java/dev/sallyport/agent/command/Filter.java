package dev.sallyport.agent.command;

import dev.sallyport.agent.audit.AuditRecord.Decision;
import java.util.Set;

/**
 * Which decisions a person asked for.
 *
 * @param tools only what these tools, resources or prompts did; empty for all
 * @param gates only these gates'; empty for all
 * @param verdicts only these; empty for all
 * @param denied only denials
 * @param shadow only what a shadow says otherwise
 * @param all what the JVM itself needs, too
 */
record Filter(
    Set<String> tools,
    Set<String> gates,
    Set<String> verdicts,
    boolean denied,
    boolean shadow,
    boolean all) {
  private static final Set<String> LOOKING = Set.of("stat", "list", "read");

  boolean shows(Decision decision) {
    return fits(tools, decision.of())
        && fits(gates, decision.gate())
        && fits(verdicts, decision.verdict())
        && (!denied || decision.denied())
        && (!shadow || decision.shadow().differs());
  }

  /** Whether nothing is filtered out but the noise. */
  boolean isOpen() {
    return tools.isEmpty() && gates.isEmpty() && verdicts.isEmpty() && !denied && !shadow;
  }

  private static boolean fits(Set<String> wanted, String word) {
    return wanted.isEmpty() || wanted.contains(word);
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
