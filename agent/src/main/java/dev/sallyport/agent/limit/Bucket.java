package dev.sallyport.agent.limit;

import dev.sallyport.policy.match.Rate;

/**
 * A token bucket: as many calls at once as the rate has in its time, and then one more whenever
 * that much of the time has passed. Exact, in shares of a call that a nanosecond brings. Under the
 * lock of {@link Turnstile}.
 */
final class Bucket {
  /** What one nanosecond brings. */
  private final long count;

  /** What one call takes, and the time in which that many calls come back. */
  private final long per;

  private long level;
  private long seen;

  /**
   * A bucket.
   *
   * @param now as of {@link System#nanoTime}
   */
  Bucket(Rate rate, boolean full, long now) {
    this.count = rate.count();
    this.per = rate.per().toNanos();
    this.level = full ? capacity() : 0;
    this.seen = now;
  }

  private long capacity() {
    return count * per;
  }

  /** For how many nanoseconds there is no call in it; 0 where there is one. */
  long missingFor(long now) {
    fill(now);
    long missing = per - level;
    return missing <= 0 ? 0 : (missing + count - 1) / count;
  }

  /** Takes a call, which is in it. */
  void take() {
    level -= per;
  }

  /** Whether nothing would be lost with it. */
  boolean isFull(long now) {
    fill(now);
    return level == capacity();
  }

  private void fill(long now) {
    long passed = now - seen;
    if (passed <= 0) {
      return;
    }
    long missing = capacity() - level;
    level = passed >= per || count * passed >= missing ? capacity() : level + count * passed;
    seen = now;
  }
}
