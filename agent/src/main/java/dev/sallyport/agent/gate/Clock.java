package dev.sallyport.agent.gate;

import java.time.Instant;

/** The time that records carry. */
final class Clock {
  private static final long NANOS = 1_000_000_000L;

  private Clock() {}

  /** Nanoseconds since the epoch. */
  static long now() {
    Instant now = Instant.now();
    return now.getEpochSecond() * NANOS + now.getNano();
  }
}
