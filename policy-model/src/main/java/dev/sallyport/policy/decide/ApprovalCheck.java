package dev.sallyport.policy.decide;

import dev.sallyport.policy.condition.Outcome;
import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.model.Approval;
import dev.sallyport.policy.model.Entry;

/** Whether a call is one that somebody has to approve. */
final class ApprovalCheck {
  private final Entry<Approval> written;
  private final Decision unapproved;

  ApprovalCheck(Entry<Approval> written) {
    this.written = written;
    this.unapproved = Decisions.unapproved(written);
  }

  Approval terms() {
    return written.value();
  }

  /** The decision on a call that it is about. */
  Decision unapproved() {
    return unapproved;
  }

  /** Whether it is about a call; where that can't be told, it is. */
  boolean isAbout(Request.ToolCall call, Circumstances circumstances) {
    Approval approval = written.value();
    return follows(approval, circumstances.past())
        && (approval.when() == null
            || approval.when().value().evaluate(new CallFacts(call, circumstances))
                != Outcome.FAILS);
  }

  private static boolean follows(Approval approval, Past past) {
    for (NameGlob tool : approval.after()) {
      if (past.began(tool)) {
        return true;
      }
    }
    return approval.after().isEmpty();
  }
}
