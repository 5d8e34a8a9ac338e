package dev.sallyport.agent.audit;

import dev.sallyport.agent.record.Entry.StateChanged;
import dev.sallyport.agent.record.Times;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Which records could not be written, and when it is tried again. */
final class Outage {
  /** In nanoseconds; each wait is twice the one before. */
  static final long FIRST_WAIT = TimeUnit.SECONDS.toNanos(1);

  private final long longestWait;
  private final LongSupplier nanoTime;
  private long lost;
  private long lostFrom;
  private long lostTo;
  private long wait;
  private long retryAt;

  /**
   * @param longestWait in nanoseconds
   */
  Outage(long longestWait, LongSupplier nanoTime) {
    this.longestWait = longestWait;
    this.nanoTime = nanoTime;
  }

  /** A write failed. */
  void failed() {
    wait = wait == 0 ? FIRST_WAIT : Math.min(2 * wait, longestWait);
    retryAt = nanoTime.getAsLong() + wait;
  }

  /** A write went well, {@link #gap} included. */
  void end() {
    lost = 0;
    wait = 0;
  }

  /** Counts records that were not written, made between these times. */
  void lose(int count, long from, long to) {
    if (count == 0) {
      return;
    }
    if (lost == 0) {
      lostFrom = from;
    }
    lost += count;
    lostTo = to;
  }

  boolean hasLosses() {
    return lost > 0;
  }

  /** What stands in the place of those that were lost. */
  StateChanged gap() {
    return new StateChanged(
        lostTo,
        "gap",
        Map.of(
            "lost", Long.toString(lost), "cause", "write-failed", "since", Times.text(lostFrom)));
  }

  /** Whether the last write failed. */
  boolean lasts() {
    return wait > 0;
  }

  /** Whether it did, and the next try is later. */
  boolean waits() {
    return lasts() && nanoTime.getAsLong() - retryAt < 0;
  }
}
