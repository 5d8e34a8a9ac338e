package dev.sallyport.testapps;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A bounded wait on a monitor. */
final class Conditions {
  private Conditions() {}

  /**
   * Waits until a condition holds that changes only with a notification of the monitor, which the
   * caller owns.
   *
   * @throws AssertionError if it did not hold in time
   */
  static void await(Object monitor, Duration patience, BooleanSupplier condition) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("not within " + patience);
      }
      try {
        monitor.wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
  }
}
