package dev.sallyport.policy.match;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * So many in a span of time, such as {@code 10/m}.
 *
 * @param count 1 to {@link #MOST}
 * @param per a second, a minute, an hour or a day
 */
public record Rate(long count, Duration per) {
  /** A count in each nanosecond of a day still fits a {@code long}. */
  public static final long MOST = 100_000;

  /** Parses a rate as it is written in a policy. */
  public static Rate parse(String text) throws Malformed {
    int slash = text.indexOf('/');
    long count = slash < 0 ? 0 : Amount.count(text.substring(0, slash));
    Duration per = slash < 0 ? null : per(text.substring(slash + 1));
    if (per == null) {
      throw new Malformed("text is not a rate", "write `10/s`, `60/m`, `100/h` or `1000/d`");
    }
    if (count < 1 || count > MOST) {
      throw new Malformed(
          "rate is not of 1 to " + MOST, "write `deny` for none, or a shorter time for more");
    }
    return new Rate(count, per);
  }

  private static @Nullable Duration per(String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      case "d" -> Duration.ofDays(1);
      default -> null;
    };
  }
}
