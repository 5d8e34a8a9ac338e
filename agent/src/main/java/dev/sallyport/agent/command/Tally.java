package dev.sallyport.agent.command;

import dev.sallyport.agent.record.AuditRecord.Decision;
import java.util.HashSet;
import java.util.Set;

/** Counts what was shown, for the last line. */
final class Tally {
  private final Set<String> tools = new HashSet<>();
  private int allowed;
  private int blocked;
  private int observed;
  private int hidden;
  private long lost;

  void count(Decision decision) {
    if (!decision.tool().isEmpty()) {
      tools.add(decision.tool());
    }
    if (!decision.denied()) {
      allowed += decision.times();
    } else if (decision.action().equals("observed")) {
      observed += decision.times();
    } else {
      blocked += decision.times();
    }
  }

  void countHidden(Decision decision) {
    hidden += decision.times();
  }

  void countLost(long records) {
    lost += records;
  }

  /** Such as {@code 31 decisions of 4 tools: 27 allowed, 4 denied (4 blocked, 0 observed)}. */
  String line() {
    int denied = blocked + observed;
    StringBuilder line = new StringBuilder();
    line.append(number(allowed + denied, "decision"))
        .append(" of ")
        .append(number(tools.size(), "tool"))
        .append(": ")
        .append(allowed)
        .append(" allowed, ")
        .append(denied)
        .append(" denied (")
        .append(blocked)
        .append(" blocked, ")
        .append(observed)
        .append(" observed)");
    if (hidden > 0) {
      line.append("; ").append(hidden).append(" of the JVM and of starting hidden, show: --all");
    }
    if (lost > 0) {
      line.append("; ").append(lost).append(" records lost");
    }
    return line.toString();
  }

  private static String number(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
