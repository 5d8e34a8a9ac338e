package dev.sallyport.agent.framework.json;

import org.jspecify.annotations.Nullable;

/**
 * What a handler answers, or throws.
 *
 * @param thrown null where it answers
 */
public record Reply(@Nullable Object result, @Nullable Throwable thrown) {
  public static Reply of(@Nullable Object result) {
    return new Reply(result, null);
  }

  public static Reply thrown(Throwable thrown) {
    return new Reply(null, thrown);
  }
}
