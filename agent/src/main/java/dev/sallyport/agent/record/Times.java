package dev.sallyport.agent.record;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.concurrent.TimeUnit;

/** Points in time as entries hold them, nanoseconds since the epoch, and as records show them. */
public final class Times {
  private static final DateTimeFormatter RFC_3339 =
      new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

  private Times() {}

  public static long nanos(Instant instant) {
    return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
  }

  /**
   * RFC 3339 in UTC with nine digits of a second, such as {@code 2026-01-01T12:00:00.000000001Z}.
   */
  public static String text(long nanos) {
    return RFC_3339.format(Instant.ofEpochSecond(0, nanos));
  }
}
