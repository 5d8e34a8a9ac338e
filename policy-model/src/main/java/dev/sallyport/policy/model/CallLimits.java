package dev.sallyport.policy.model;

import dev.sallyport.policy.match.Rate;
import org.jspecify.annotations.Nullable;

/**
 * How many calls there may be. Each is null where not written: then there is no limit.
 *
 * @param calls in a span of time
 * @param concurrent that did not answer yet
 */
public record CallLimits(@Nullable Entry<Rate> calls, @Nullable Entry<Long> concurrent) {
  /** No limits. */
  public static final CallLimits NONE = new CallLimits(null, null);

  /** Whether there is any. */
  public boolean any() {
    return calls != null || concurrent != null;
  }
}
