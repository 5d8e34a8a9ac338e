package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.SecretArguments;
import org.jspecify.annotations.Nullable;

/** Denies a call with an argument that looks like a secret. */
final class SecretCheck implements CallCheck {
  private final Decision found;

  SecretCheck(Entry<SecretArguments> written) {
    this.found = Decisions.denied(written, Reason.ARGUMENT_SECRET);
  }

  @Override
  public @Nullable Decision refusal(Request.ToolCall call, Circumstances circumstances) {
    boolean clean =
        call.arguments() != null && SecretsInArguments.named(call.arguments()).isEmpty();
    return clean ? null : found;
  }
}
