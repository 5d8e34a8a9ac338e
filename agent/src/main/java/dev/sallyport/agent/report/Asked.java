package dev.sallyport.agent.report;

import dev.sallyport.agent.audit.AuditRecord.Decision;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call that somebody was asked to approve.
 *
 * @param took from the question to the answer; null where records do not tell
 */
record Asked(String tool, Answer answer, @Nullable Duration took) {

  /** What came of it; a later one holds. */
  enum Answer {
    WAITING,
    LAPSED,
    DISAPPROVED,
    APPROVED
  }

  static Asked of(Decision decision) {
    Answer answer =
        switch (decision.reason()) {
          case "approved" -> Answer.APPROVED;
          case "disapproved" -> Answer.DISAPPROVED;
          case "lapsed" -> Answer.LAPSED;
          default -> Answer.WAITING;
        };
    return new Asked(decision.of(), answer, took(decision, answer));
  }

  Asked and(Asked other) {
    return new Asked(
        tool,
        answer.compareTo(other.answer) >= 0 ? answer : other.answer,
        took == null ? other.took : took);
  }

  private static @Nullable Duration took(Decision decision, Answer answer) {
    long nanos = decision.fields().number("approval.waitedNanos");
    boolean answered = answer == Answer.APPROVED || answer == Answer.DISAPPROVED;
    return answered && nanos > 0 ? Duration.ofNanos(nanos) : null;
  }
}
