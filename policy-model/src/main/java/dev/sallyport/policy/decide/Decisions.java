package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Entry;

/** Decisions that follow from an entry, and the one that follows from a fault. */
final class Decisions {
  static final Decision ERROR =
      new Decision(Verdict.DENY, new Rule("built-in.error", 0), Reason.ERROR);

  /** Nothing grants a touch on the agent itself. */
  static final Decision PROTECTED =
      new Decision(Verdict.DENY, new Rule("built-in.agent", 0), Reason.PROTECTED);

  /** Which of two servers a request is for, its receivers could see differently. */
  static final Decision OTHER_HOST =
      new Decision(Verdict.DENY, new Rule("built-in.host", 0), Reason.AMBIGUOUS);

  /** Servers could take it for different resources, or it is no URI. */
  static final Decision NO_URI =
      new Decision(Verdict.DENY, new Rule("built-in.uri", 0), Reason.AMBIGUOUS);

  private Decisions() {}

  private static Rule rule(Entry<?> entry) {
    return new Rule(entry.path(), entry.span().line(), entry.span().file());
  }

  static Decision granted(Entry<?> entry) {
    return new Decision(Verdict.ALLOW, rule(entry), Reason.GRANTED);
  }

  static Decision unapproved(Entry<?> entry) {
    return new Decision(Verdict.APPROVE, rule(entry), Reason.UNAPPROVED);
  }

  static Decision denied(Entry<?> entry, Reason reason) {
    return new Decision(Verdict.DENY, rule(entry), reason);
  }
}
