package dev.sallyport.agent.learn;

import dev.sallyport.agent.audit.AuditRecord;
import dev.sallyport.agent.record.Action;
import dev.sallyport.agent.record.Words;
import dev.sallyport.policy.decide.Reason;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What records say was done for whom.
 *
 * <p>They are read twice: what a call did that should not have been is nothing to learn from, and
 * which calls those are is known when all were seen.
 */
public final class Evidence {
  private static final Set<String> OPEN =
      Set.of(Words.of(Reason.NOT_GRANTED), Words.of(Reason.NOT_LISTED));

  private final Set<String> refusedCalls = new HashSet<>();
  private final Map<Subject, Seen> seen = new TreeMap<>();
  private final Trail trail = new Trail();

  /** What was seen of one subject. */
  static final class Seen {
    /** Its calls; of the server itself none. */
    final Map<String, Sighting> calls = new TreeMap<>();

    final Map<Operation, Sighting> done = new TreeMap<>();

    /** What is never granted by learning, and why. */
    final Map<Operation, Map<String, Sighting>> refused = new TreeMap<>();

    /** Calls that are not granted by learning, by the reason. */
    final Map<String, Sighting> refusedCalls = new TreeMap<>();

    /** Files that are nobody's to deny: every tool is let read them. */
    final Set<String> needed = new TreeSet<>();

    void addAll(Seen other) {
      needed.addAll(other.needed);
      merge(other.calls, calls);
      merge(other.done, done);
      merge(other.refusedCalls, refusedCalls);
      other.refused.forEach(
          (what, why) -> merge(why, refused.computeIfAbsent(what, first -> new TreeMap<>())));
    }

    private static <K> void merge(Map<K, Sighting> from, Map<K, Sighting> into) {
      from.forEach((what, times) -> into.merge(what, times, Sighting::and));
    }
  }

  /** The first reading. */
  public void prepare(AuditRecord record) {
    if (record instanceof AuditRecord.Decision decision
        && decision.isOnCall()
        && !isOpen(decision)) {
      refusedCalls.add(decision.process() + '/' + decision.call());
    }
  }

  /** The second reading. */
  public void add(AuditRecord record) {
    Instant time;
    try {
      time = Instant.parse(record.time());
    } catch (DateTimeParseException e) {
      return;
    }
    trail.add(record, time);
    if (record instanceof AuditRecord.Decision decision) {
      add(decision, new Sighting(decision.times(), time, time));
    }
  }

  private void add(AuditRecord.Decision decision, Sighting sighting) {
    boolean needed = decision.reason().equals(Words.of(Reason.RUNTIME));
    boolean above =
        decision.reason().equals(Words.of(Reason.ANCESTOR))
            && decision.rule().startsWith("built-in.");
    boolean free = needed || above || decision.rule().equals("built-in.literal");
    if (needed && decision.gate().equals("file") && SecretPlaces.isDenied(decision.target())) {
      seen.computeIfAbsent(Subject.of(decision), first -> new Seen()).needed.add(decision.target());
    }
    if (free
        || decision.gate().equals("inbound")
        || (decision.operation().equals("answer") && decision.isOnCall())) {
      return;
    }
    Seen of = seen.computeIfAbsent(Subject.of(decision), first -> new Seen());
    if (decision.isOnCall()) {
      if (isOpen(decision)) {
        of.calls.merge(decision.operation(), sighting, Sighting::and);
      } else {
        of.refusedCalls.merge(why(decision), sighting, Sighting::and);
      }
      return;
    }
    Operation operation = Operation.of(decision);
    boolean amiss = refusedCalls.contains(decision.process() + '/' + decision.call());
    if (isOpen(decision) && !amiss) {
      of.done.merge(operation, sighting, Sighting::and);
    } else {
      of.refused
          .computeIfAbsent(operation, first -> new TreeMap<>())
          .merge(
              amiss ? "done by a call that was refused" : why(decision), sighting, Sighting::and);
    }
  }

  /** Whether it was granted, or was only missing. */
  private static boolean isOpen(AuditRecord.Decision decision) {
    return !decision.denied()
        || (decision.action().equals(Words.of(Action.OBSERVED))
            && OPEN.contains(decision.reason()));
  }

  private static String why(AuditRecord.Decision decision) {
    boolean blocked = decision.action().equals(Words.of(Action.BLOCKED));
    return Reasons.of(decision.reason()) + (blocked ? ", and was blocked" : "");
  }

  Map<Subject, Seen> seen() {
    return seen;
  }

  /** What the records are. */
  public Trail trail() {
    return trail;
  }
}
