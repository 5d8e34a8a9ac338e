package dev.sallyport.agent.command;

import dev.sallyport.agent.audit.AuditRecord.Decision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts what was shown, for the last line. */
final class Tally {
  private final Map<String, Set<String>> called = new TreeMap<>(Comparator.reverseOrder());
  private int allowed;
  private int blocked;
  private int observed;
  private int otherwise;
  private int hidden;
  private long lost;

  void count(Decision decision) {
    if (!decision.of().isEmpty()) {
      called.computeIfAbsent(decision.kind(), kind -> new HashSet<>()).add(decision.of());
    }
    otherwise += decision.shadow().differs() ? decision.times() : 0;
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
        .append(callers())
        .append(": ")
        .append(allowed)
        .append(" allowed, ")
        .append(denied)
        .append(" denied (")
        .append(blocked)
        .append(" blocked, ")
        .append(observed)
        .append(" observed)");
    if (otherwise > 0) {
      line.append("; of ").append(otherwise).append(" the shadow says otherwise");
    }
    if (hidden > 0) {
      line.append("; ").append(hidden).append(" of the JVM and of starting hidden, show: --all");
    }
    if (lost > 0) {
      line.append("; ").append(lost).append(" records lost");
    }
    return line.toString();
  }

  /** Such as {@code 4 tools, 1 resource}. */
  private String callers() {
    List<String> numbers = new ArrayList<>();
    called.forEach((kind, names) -> numbers.add(number(names.size(), kind)));
    return numbers.isEmpty() ? number(0, "tool") : String.join(", ", numbers);
  }

  private static String number(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
