package dev.sallyport.agent.command;

import dev.sallyport.agent.audit.AuditRecord;
import dev.sallyport.agent.replay.Redecision;
import dev.sallyport.agent.replay.Untold;
import dev.sallyport.policy.decide.Decision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What two policies decide differently of what was recorded, in groups. */
final class Differences {
  private static final String REFUSED = "allow -> deny";
  private static final String LET = "deny -> allow";

  private final Redecision before;
  private final Redecision after;
  private final Map<Change, Long> changes = new LinkedHashMap<>();
  private final Map<String, Long> untold = new LinkedHashMap<>();
  private long same;

  /** Decisions that change alike. */
  private record Change(String way, String what, String rules) {}

  Differences(Redecision before, Redecision after) {
    this.before = before;
    this.after = after;
  }

  void add(AuditRecord.Decision record) {
    Decision old;
    Decision fresh;
    try {
      old = before.decide(record);
      fresh = after.decide(record);
    } catch (Untold e) {
      untold.merge(e.getMessage(), (long) record.times(), Long::sum);
      return;
    }
    if (old.denies() == fresh.denies()) {
      same += record.times();
      return;
    }
    Change change =
        new Change(
            fresh.denies() ? REFUSED : LET, what(record), old.rule() + " -> " + fresh.rule());
    changes.merge(change, (long) record.times(), Long::sum);
  }

  private static String what(AuditRecord.Decision record) {
    String name = record.virtual().isEmpty() ? record.of() : record.virtual();
    String who = name.isEmpty() ? "server " + record.phase() : record.kind() + " " + name;
    return record.isOnCall()
        ? who
        : who + ", " + record.gate() + " " + record.operation() + " " + record.target();
  }

  boolean any() {
    return !changes.isEmpty();
  }

  /** The groups, those with the most decisions first, and the sum. */
  String text() {
    StringBuilder text = new StringBuilder();
    group(REFUSED, text);
    group(LET, text);
    if (!untold.isEmpty()) {
      text.append("not decided again, since records do not hold\n");
      untold.forEach((what, times) -> line(times, what, text));
    }
    text.append(count(REFUSED)).append(' ').append(REFUSED).append(", ");
    text.append(count(LET)).append(' ').append(LET).append(", ");
    text.append(same).append(" as before, ");
    text.append(untold.values().stream().mapToLong(Long::longValue).sum());
    return text.append(" not decided again\n").toString();
  }

  private void group(String way, StringBuilder text) {
    List<Map.Entry<Change, Long>> group = new ArrayList<>();
    for (Map.Entry<Change, Long> change : changes.entrySet()) {
      if (change.getKey().way().equals(way)) {
        group.add(change);
      }
    }
    if (!group.isEmpty()) {
      text.append(way).append('\n');
      group.sort(Map.Entry.<Change, Long>comparingByValue().reversed());
      for (Map.Entry<Change, Long> change : group) {
        line(change.getValue(), change.getKey().what(), text);
        text.append("        ").append(Printable.of(change.getKey().rules())).append('\n');
      }
    }
  }

  private static void line(long times, String what, StringBuilder text) {
    String number = Long.toString(times);
    text.append(" ".repeat(Math.max(0, 6 - number.length()))).append(number).append("  ");
    text.append(Printable.of(what)).append('\n');
  }

  private long count(String way) {
    long count = 0;
    for (Map.Entry<Change, Long> change : changes.entrySet()) {
      count += change.getKey().way().equals(way) ? change.getValue() : 0;
    }
    return count;
  }
}
