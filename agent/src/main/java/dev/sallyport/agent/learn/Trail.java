package dev.sallyport.agent.learn;

import dev.sallyport.agent.audit.AuditRecord;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What records are, all told. */
public final class Trail {
  private final Set<String> servers = new TreeSet<>();
  private final Set<String> runs = new TreeSet<>();
  private final Set<String> stopped = new TreeSet<>();
  private final Set<String> modes = new TreeSet<>();
  private final Map<String, Inventoried> tools = new TreeMap<>();
  private long calls;
  private long operations;
  private long lost;
  private long unreadable;
  private boolean broken;
  private @Nullable Instant first;
  private @Nullable Instant last;

  private record Inventoried(Instant time, String words) {}

  void add(AuditRecord record, Instant time) {
    first = first == null || time.isBefore(first) ? time : first;
    last = last == null || time.isAfter(last) ? time : last;
    servers.add(record.server());
    runs.add(record.process());
    if (record instanceof AuditRecord.Decision decision) {
      modes.add(decision.fields().text("mode"));
      calls += decision.isOnCall() ? decision.times() : 0;
      operations += decision.isOnCall() ? 0 : decision.times();
    } else if (record instanceof AuditRecord.State state) {
      add(state, time);
    }
  }

  private void add(AuditRecord.State state, Instant time) {
    switch (state.kind()) {
      case "gap" -> lost += Math.max(1, state.fields().number("details.lost"));
      case "stop" -> stopped.add(state.process());
      case "inventory" ->
          state
              .details()
              .forEach(
                  (tool, words) -> tools.merge(tool, new Inventoried(time, words), Trail::later));
      default -> {}
    }
  }

  private static Inventoried later(Inventoried one, Inventoried other) {
    int order = one.time().compareTo(other.time());
    return order > 0 || (order == 0 && one.words().compareTo(other.words()) >= 0) ? one : other;
  }

  /** Lines that could not be read are missing as well. */
  public void unreadable(long lines) {
    unreadable += lines;
  }

  /** They are not as they were written. */
  public void broken() {
    broken = true;
  }

  boolean isBroken() {
    return broken;
  }

  boolean isEmpty() {
    return first == null;
  }

  Instant first() {
    return first == null ? Instant.EPOCH : first;
  }

  Instant last() {
    return last == null ? Instant.EPOCH : last;
  }

  Set<String> servers() {
    return servers;
  }

  Set<String> modes() {
    modes.remove("");
    return modes;
  }

  /** The tools that the server listed. */
  Set<String> tools() {
    return tools.keySet();
  }

  int runs() {
    return runs.size();
  }

  public long calls() {
    return calls;
  }

  public long operations() {
    return operations;
  }

  /** What is missing in them, in words; empty where nothing is known to be. */
  public String gaps() {
    StringBuilder gaps = new StringBuilder();
    if (lost > 0) {
      gaps.append(lost).append(lost == 1 ? " record was lost" : " records were lost");
    }
    if (unreadable > 0) {
      gaps.append(gaps.length() == 0 ? "" : ", ").append(unreadable);
      gaps.append(unreadable == 1 ? " line could not be read" : " lines could not be read");
    }
    return gaps.toString();
  }
}
