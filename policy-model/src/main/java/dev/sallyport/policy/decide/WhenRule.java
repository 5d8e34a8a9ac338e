package dev.sallyport.policy.decide;

import dev.sallyport.policy.condition.Condition;
import dev.sallyport.policy.condition.Outcome;
import dev.sallyport.policy.model.Entry;
import org.jspecify.annotations.Nullable;

/** Holds calls to one condition. */
final class WhenRule {
  private final Condition condition;
  private final Decision unmet;
  private final Decision failed;

  WhenRule(Entry<Condition> entry) {
    this.condition = entry.value();
    this.unmet = Decisions.denied(entry, Reason.CONDITION);
    this.failed = Decisions.denied(entry, Reason.CONDITION_ERROR);
  }

  /** The denial of a call of which that is known; null where it holds. */
  @Nullable Decision refusal(CallFacts facts) {
    Outcome outcome = condition.evaluate(facts);
    return switch (outcome) {
      case HOLDS -> null;
      case FAILS -> unmet;
      case ERROR -> failed;
    };
  }
}
