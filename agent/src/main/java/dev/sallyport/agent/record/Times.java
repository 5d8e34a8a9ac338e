package dev.sallyport.agent.record;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/** Points in time as entries hold them, nanoseconds since the epoch, and as records show them. */
public final class Times {
  private static final long NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int LENGTH = "2026-01-01T12:00:00.000000001Z".length();

  private Times() {}

  public static long nanos(Instant instant) {
    return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
  }

  /**
   * RFC 3339 in UTC with nine digits of a second, such as {@code 2026-01-01T12:00:00.000000001Z}.
   */
  public static String text(long nanos) {
    // By hand, as each record has one, and a formatter takes as long as the rest of its head.
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(nanos, NANOS), (int) Math.floorMod(nanos, NANOS), ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(LENGTH);
    digits(time.getYear(), 1000, text);
    digits(time.getMonthValue(), 10, text.append('-'));
    digits(time.getDayOfMonth(), 10, text.append('-'));
    digits(time.getHour(), 10, text.append('T'));
    digits(time.getMinute(), 10, text.append(':'));
    digits(time.getSecond(), 10, text.append(':'));
    digits(time.getNano(), 100_000_000, text.append('.'));
    return text.append('Z').toString();
  }

  /**
   * @param first what the first digit counts
   */
  private static void digits(int number, int first, StringBuilder to) {
    for (int unit = first; unit > 0; unit /= 10) {
      to.append((char) ('0' + number / unit % 10));
    }
  }
}
