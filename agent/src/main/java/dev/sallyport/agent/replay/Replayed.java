package dev.sallyport.agent.replay;

import dev.sallyport.agent.audit.AuditRecord;
import dev.sallyport.agent.record.RecentMap;
import dev.sallyport.agent.record.Words;
import dev.sallyport.policy.decide.Decision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a policy would decide otherwise of a trail than was decided, whatever was done about it
 * then. Records are added in their order.
 */
public final class Replayed {
  private static final int MOST_CALLS = 65_536;

  private final Redecision policy;
  private final Map<String, Boolean> deniedCalls = new RecentMap<>(MOST_CALLS);
  private final Map<Key, Change> refused = new LinkedHashMap<>();
  private final Map<Key, Change> allowed = new LinkedHashMap<>();
  private final Map<String, Long> untold = new LinkedHashMap<>();
  private long same;

  private record Key(Subject of, String rule, String reason) {}

  /** Nothing added yet. */
  public Replayed(Redecision policy) {
    this.policy = policy;
  }

  /** Decides again on what was recorded. */
  public void add(AuditRecord.Decision record) {
    boolean before = wasDenied(record);
    Decision now;
    try {
      now = policy.decide(record);
    } catch (Untold e) {
      untold.merge(e.getMessage(), (long) record.times(), Long::sum);
      return;
    }
    if (before == now.denies()) {
      same += record.times();
      return;
    }
    Key key = new Key(Subject.of(record), now.rule().toString(), Words.of(now.reason()));
    (now.denies() ? refused : allowed)
        .computeIfAbsent(
            key,
            first ->
                new Change(
                    first.of(),
                    first.rule(),
                    first.reason(),
                    new Wanted(first.of(), now.denies() ? first.reason() : "")))
        .add(record);
  }

  /** What a call did that was only observed is no more allowed than the call was. */
  private boolean wasDenied(AuditRecord.Decision record) {
    if (record.isOnCall()) {
      deniedCalls.putIfAbsent(record.call(), record.denied());
      return record.denied();
    }
    return record.denied() || deniedCalls.getOrDefault(record.call(), false);
  }

  /** What was allowed and would be refused: by who did it, those of most decisions first. */
  public List<Change> refused() {
    return sorted(refused);
  }

  /** What was denied and would be allowed, in the same order. */
  public List<Change> allowed() {
    return sorted(allowed);
  }

  /** How many decisions would be as they were. */
  public long same() {
    return same;
  }

  /** How many can't be told, by what records do not hold. */
  public Map<String, Long> untold() {
    return new LinkedHashMap<>(untold);
  }

  private static List<Change> sorted(Map<Key, Change> changes) {
    List<Change> sorted = new ArrayList<>(changes.values());
    sorted.sort(
        Comparator.comparing(Change::of)
            .thenComparing(Comparator.comparingLong(Change::count).reversed()));
    return sorted;
  }
}
