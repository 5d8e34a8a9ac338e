package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Actions;
import dev.sallyport.policy.model.Entry;
import org.jspecify.annotations.Nullable;

/** Denies calls of which the policy does not say what they do. */
final class ActionCheck implements CallCheck {
  private final Actions actions;
  private final Decision unknown;

  ActionCheck(Entry<Actions> written) {
    this.actions = written.value();
    this.unknown = Decisions.denied(written, Reason.ACTION);
  }

  @Override
  public @Nullable Decision refusal(Request.ToolCall call, Circumstances circumstances) {
    return actions.of(call.arguments()) == null ? unknown : null;
  }
}
