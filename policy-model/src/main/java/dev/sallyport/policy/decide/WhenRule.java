package dev.sallyport.policy.decide;

import dev.sallyport.policy.condition.Condition;
import dev.sallyport.policy.condition.Outcome;
import dev.sallyport.policy.model.Entry;
import org.jspecify.annotations.Nullable;

/** Holds calls to one condition. */
final class WhenRule implements CallCheck {
  private final Condition condition;
  private final Decision unmet;
  private final Decision failed;

  WhenRule(Entry<Condition> entry) {
    this.condition = entry.value();
    this.unmet = Decisions.denied(entry, Reason.CONDITION);
    this.failed = Decisions.denied(entry, Reason.CONDITION_ERROR);
  }

  @Override
  public @Nullable Decision refusal(Request.ToolCall call, Circumstances circumstances) {
    Outcome outcome = condition.evaluate(new CallFacts(call, circumstances));
    return switch (outcome) {
      case HOLDS -> null;
      case FAILS -> unmet;
      case ERROR -> failed;
    };
  }
}
