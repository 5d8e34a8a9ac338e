package dev.sallyport.agent.report;

import dev.sallyport.agent.audit.AuditRecord.Decision;

/**
 * What is on record of a call in which something was denied.
 *
 * @param denied how many decisions denied something in it
 * @param asked the decision on the call itself
 * @param caller who called
 * @param ended how it ended
 */
record CallStory(long denied, boolean asked, boolean caller, boolean ended) {
  static final CallStory NONE = new CallStory(0, false, false, false);

  CallStory and(Decision decision) {
    return new CallStory(
        denied + (decision.denied() ? decision.times() : 0),
        asked || decision.isOnCall(),
        caller || !decision.asker().subject().isEmpty(),
        ended);
  }

  CallStory withEnd() {
    return new CallStory(denied, asked, caller, /* ended= */ true);
  }

  boolean whole() {
    return asked && caller && ended;
  }
}
