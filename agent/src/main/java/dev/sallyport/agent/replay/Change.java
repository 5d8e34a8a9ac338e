package dev.sallyport.agent.replay;

import dev.sallyport.agent.audit.AuditRecord;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decisions of one subject that one rule changes. */
public final class Change {
  private static final int MOST_EXAMPLES = 3;

  private final Subject of;
  private final String rule;
  private final String reason;
  private final Map<String, Long> examples = new LinkedHashMap<>();
  private final Wanted wanted;
  private long count;

  /**
   * None yet.
   *
   * @param rule the one that decides now
   * @param wanted gathers what would have to be granted
   */
  Change(Subject of, String rule, String reason, Wanted wanted) {
    this.of = of;
    this.rule = rule;
    this.reason = reason;
    this.wanted = wanted;
  }

  void add(AuditRecord.Decision record) {
    count += record.times();
    wanted.add(record);
    String what = record.gate() + " " + record.operation() + " " + record.target();
    if (examples.size() < MOST_EXAMPLES || examples.containsKey(what)) {
      examples.merge(what, (long) record.times(), Long::sum);
    }
  }

  /** Whose decisions they are. */
  public Subject of() {
    return of;
  }

  /** The rule that decides now, and its line. */
  public String rule() {
    return rule;
  }

  /** Why, in the word of records. */
  public String reason() {
    return reason;
  }

  /** How many decisions there are. */
  public long count() {
    return count;
  }

  /** The first few different ones, such as {@code file read /srv/a}, and how many of each. */
  public Map<String, Long> examples() {
    return Collections.unmodifiableMap(examples);
  }

  /** What would allow them; null where no grant does. */
  public @Nullable GrantText grant() {
    return wanted.text();
  }
}
