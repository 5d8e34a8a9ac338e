package dev.sallyport.agent.command;

import dev.sallyport.agent.audit.AuditRecord;
import dev.sallyport.agent.audit.AuditRecord.Decision;
import dev.sallyport.agent.audit.AuditRecord.State;
import java.util.Locale;

/**
 * A record as one line.
 *
 * @param color whether its verdict has one
 */
record TailLine(boolean color) {
  private static final int TIME = 12;
  private static final String GAP = "  ";
  private static final String RED = "\u001b[31m";
  private static final String GREEN = "\u001b[32m";
  private static final String YELLOW = "\u001b[33m";
  private static final String PLAIN = "\u001b[0m";

  /** Time, server and tool, what was decided and done, about what, and by which rule. */
  String of(AuditRecord record) {
    StringBuilder line = new StringBuilder();
    line.append(Printable.of(clock(record.time()))).append(GAP);
    if (record instanceof Decision decision) {
      String who = decision.of().isEmpty() ? "(" + decision.phase() + ")" : decision.of();
      line.append(Printable.of(decision.server() + "/" + who)).append(GAP);
      line.append(verdict(decision)).append(GAP).append(Printable.of(what(decision)));
    } else if (record instanceof State state) {
      line.append(Printable.of(state.server() + GAP + StateText.of(state)));
    }
    return line.toString().stripTrailing();
  }

  private static String what(Decision decision) {
    String what = decision.gate() + " " + decision.operation() + " " + decision.target();
    String times = decision.times() > 1 ? " x" + decision.times() : "";
    String late = decision.late() ? " late" : "";
    String rule = decision.rule() + " (" + decision.reason() + ")";
    return what + times + late + GAP + rule.strip() + GAP + decision.id();
  }

  private String verdict(Decision decision) {
    boolean observed = decision.action().equals("observed");
    String text =
        decision.denied()
            ? decision.verdict().toUpperCase(Locale.ROOT) + " " + decision.action()
            : decision.verdict();
    String printable = Printable.of(text);
    if (!color) {
      return printable;
    }
    String denied = observed ? YELLOW : RED;
    return (decision.denied() ? denied : GREEN) + printable + PLAIN;
  }

  /** The time of day to the millisecond. */
  private static String clock(String time) {
    int start = time.indexOf('T') + 1;
    return time.substring(start, Math.min(time.length(), start + TIME));
  }
}
