package dev.sallyport.agent.report;

import dev.sallyport.agent.audit.AuditRecord.Decision;
import java.util.ArrayList;
import java.util.List;

/**
 * Decisions that are alike.
 *
 * @param first when the first of them was made, RFC 3339
 * @param calls a few calls in which they were made; empty for the server itself
 */
record Use(Likeness like, Counts counts, String first, String last, List<String> calls) {
  private static final int MOST_CALLS = 3;

  Use {
    calls = List.copyOf(calls);
  }

  static Use of(Likeness like, Decision decision) {
    return new Use(
        like, Counts.of(decision), decision.time(), decision.time(), named(decision.call()));
  }

  private static List<String> named(String call) {
    return call.isEmpty() ? List.of() : List.of(call);
  }

  /** The same, made more often. Files are read in any order. */
  Use and(Decision decision) {
    String time = decision.time();
    List<String> more = calls;
    if (calls.size() < MOST_CALLS
        && !decision.call().isEmpty()
        && !calls.contains(decision.call())) {
      more = new ArrayList<>(calls);
      more.add(decision.call());
    }
    return new Use(
        like,
        counts.plus(Counts.of(decision)),
        time.compareTo(first) < 0 ? time : first,
        time.compareTo(last) > 0 ? time : last,
        more);
  }

  Actor actor() {
    return like.actor();
  }

  Effect effect() {
    return Effect.of(like.gate(), like.operation());
  }

  boolean denied() {
    return counts.denied() > 0;
  }
}
