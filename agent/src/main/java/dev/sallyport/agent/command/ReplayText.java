package dev.sallyport.agent.command;

import dev.sallyport.agent.replay.Change;
import dev.sallyport.agent.replay.GrantText;
import dev.sallyport.agent.replay.Replayed;
import dev.sallyport.agent.replay.Subject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a policy would change, for people: by who did it, then by rule. */
record ReplayText(Replayed replayed) {
  private static final int COUNT = 6;

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    group("would be refused", replayed.refused(), text);
    group("would be allowed", replayed.allowed(), text);
    if (!replayed.untold().isEmpty()) {
      text.append("can't be told, since records do not hold\n");
      replayed.untold().forEach((what, times) -> counted(times, what, text));
    }
    return text.append(sum(replayed.refused()))
        .append(" would be refused, ")
        .append(sum(replayed.allowed()))
        .append(" would be allowed, ")
        .append(replayed.same())
        .append(" as before, ")
        .append(replayed.untold().values().stream().mapToLong(Long::longValue).sum())
        .append(" can't be told\n")
        .toString();
  }

  private static void group(String heading, List<Change> changes, StringBuilder text) {
    if (changes.isEmpty()) {
      return;
    }
    text.append(heading).append('\n');
    @Nullable Subject last = null;
    for (Change change : changes) {
      if (!change.of().equals(last)) {
        last = change.of();
        line("  " + last, text);
      }
      counted(change.count(), "by " + change.rule() + " (" + change.reason() + ")", text);
      long shown = 0;
      for (Map.Entry<String, Long> example : change.examples().entrySet()) {
        shown += example.getValue();
        line(inset(2) + example.getKey(), text);
      }
      if (shown < change.count()) {
        line(inset(2) + "and " + (change.count() - shown) + " more", text);
      }
      GrantText grant = change.grant();
      if (grant != null) {
        line(inset(2) + "allowed by, under " + grant.under() + ":", text);
        grant.lines().forEach(one -> line(inset(4) + one, text));
        if (grant.more() > 0) {
          line(inset(4) + "# and " + grant.more() + " more: write a pattern", text);
        }
      }
    }
  }

  private static String inset(int more) {
    return " ".repeat(COUNT + more);
  }

  private static void counted(long times, String what, StringBuilder text) {
    String number = Long.toString(times);
    line(" ".repeat(Math.max(0, COUNT - number.length())) + number + "  " + what, text);
  }

  private static void line(String line, StringBuilder text) {
    text.append(Printable.of(line)).append('\n');
  }

  private static long sum(List<Change> changes) {
    return changes.stream().mapToLong(Change::count).sum();
  }
}
