package dev.sallyport.agent.limit;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that a session or a caller moved so far, by the keys of quotas, which are those of the
 * policy. Under the lock of {@link Turnstile}, but for the numbers.
 */
final class Moved {
  /** Half of what a number can be, so that adding to it stays more than any limit. */
  private static final long TOO_MUCH = Long.MAX_VALUE / 2;

  private final Map<String, AtomicLong> bytes = new HashMap<>(2);
  private final long first;

  /**
   * Nothing, or as good as everything.
   *
   * @param isNew whether it is known that nothing was moved before
   */
  Moved(boolean isNew) {
    this.first = isNew ? 0 : TOO_MUCH;
  }

  AtomicLong of(String key) {
    AtomicLong known = bytes.get(key);
    if (known == null) {
      known = new AtomicLong(first);
      bytes.put(key, known);
    }
    return known;
  }

  /** Whether nothing would be lost with it. */
  boolean isNothing() {
    for (AtomicLong one : bytes.values()) {
      if (one.get() > 0) {
        return false;
      }
    }
    return true;
  }
}
