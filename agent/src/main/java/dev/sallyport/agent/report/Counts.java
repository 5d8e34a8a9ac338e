package dev.sallyport.agent.report;

import dev.sallyport.agent.audit.AuditRecord.Decision;

/**
 * How often something was decided.
 *
 * @param observed denied, and let go on
 * @param blocked denied, and stopped
 */
record Counts(long allowed, long observed, long blocked) {
  static final Counts NONE = new Counts(0, 0, 0);

  static Counts of(Decision decision) {
    int times = decision.times();
    if (!decision.denied()) {
      return new Counts(times, 0, 0);
    }
    return decision.action().equals("observed") ? new Counts(0, times, 0) : new Counts(0, 0, times);
  }

  Counts plus(Counts more) {
    return new Counts(allowed + more.allowed, observed + more.observed, blocked + more.blocked);
  }

  long denied() {
    return observed + blocked;
  }

  long all() {
    return allowed + denied();
  }
}
