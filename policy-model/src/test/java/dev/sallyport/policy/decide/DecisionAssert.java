package dev.sallyport.policy.decide;

import static org.assertj.core.api.Assertions.assertThat;

/** Says what a decision should be, in the words of a decision. */
final class DecisionAssert {
  private final Decision decision;

  private DecisionAssert(Decision decision) {
    this.decision = decision;
  }

  static DecisionAssert assertDecision(Decision decision) {
    return new DecisionAssert(decision);
  }

  /** Allowed, by the rule of that path. */
  DecisionAssert allows(String rule) {
    return is(Verdict.ALLOW, Reason.GRANTED, rule);
  }

  DecisionAssert allows(Reason reason, String rule) {
    return is(Verdict.ALLOW, reason, rule);
  }

  DecisionAssert denies(Reason reason, String rule) {
    return is(Verdict.DENY, reason, rule);
  }

  DecisionAssert onLine(int line) {
    assertThat(decision.rule().line()).isEqualTo(line);
    return this;
  }

  private DecisionAssert is(Verdict verdict, Reason reason, String rule) {
    assertThat(decision.verdict() + " " + decision.reason() + " " + decision.rule().path())
        .isEqualTo(verdict + " " + reason + " " + rule);
    return this;
  }
}
