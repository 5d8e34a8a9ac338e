package dev.sallyport.agent.limit;

import org.jspecify.annotations.Nullable;

/**
 * For whom a call counts.
 *
 * @param session null where it is in none that is known
 * @param caller the subject; null where it is not identified
 */
public record Party(@Nullable Kept session, @Nullable String caller) {
  /** One of whom nothing is known. */
  public static final Party UNKNOWN = new Party(null, null);
}
