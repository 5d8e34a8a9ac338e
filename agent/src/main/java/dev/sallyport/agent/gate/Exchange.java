package dev.sallyport.agent.gate;

import dev.sallyport.agent.enforce.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What a gate answers that may give an argument another value.
 *
 * @param argument what the operation gets
 * @param refusal null means go on
 */
record Exchange(@Nullable Object argument, @Nullable Refusal refusal) {
  static Exchange refused(Refusal refusal) {
    return new Exchange(null, refusal);
  }

  static Exchange of(@Nullable Object argument) {
    return new Exchange(argument, null);
  }
}
