package dev.sallyport.agent.record;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/** Points in time as entries hold them, nanoseconds since the epoch, and as records show them. */
public final class Times {
  private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private Times() {}

  public static long nanos(Instant instant) {
    return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
  }

  /**
   * RFC 3339 in UTC with nine digits of a second, such as {@code 2026-01-01T12:00:00.000000001Z}.
   *
   * <p>By hand, because {@link java.time.format.DateTimeFormatter} brings some 60 classes to a
   * start that has a record to write.
   */
  public static String text(long nanos) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(nanos, NANOS_PER_SECOND),
            (int) Math.floorMod(nanos, NANOS_PER_SECOND),
            ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(30);
    append(text, time.getYear(), 4).append('-');
    append(text, time.getMonthValue(), 2).append('-');
    append(text, time.getDayOfMonth(), 2).append('T');
    append(text, time.getHour(), 2).append(':');
    append(text, time.getMinute(), 2).append(':');
    append(text, time.getSecond(), 2).append('.');
    return append(text, time.getNano(), 9).append('Z').toString();
  }

  private static StringBuilder append(StringBuilder text, int number, int digits) {
    String written = Integer.toString(number);
    for (int i = written.length(); i < digits; i++) {
      text.append('0');
    }
    return text.append(written);
  }
}
