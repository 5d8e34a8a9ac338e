package dev.sallyport.policy.match;

import java.time.Duration;

/**
 * A number of bytes, such as {@code 10MiB}, {@code 64KiB} or {@code 4096}, or of seconds, or of
 * other things.
 */
public final class Amount {
  private static final String[] UNITS = {"KiB", "MiB", "GiB"};
  private static final int DIGITS = 10;

  private Amount() {}

  /** Parses a size, in bytes. */
  public static long bytes(String text) throws Malformed {
    int end = digits(text);
    long number = number(text.substring(0, end));
    String unit = text.substring(end);
    if (number >= 0 && unit.isEmpty()) {
      return number;
    }
    for (int i = 0; number >= 0 && i < UNITS.length; i++) {
      int bits = 10 * (i + 1);
      if (unit.equals(UNITS[i]) && number <= Long.MAX_VALUE >> bits) {
        return number << bits;
      }
    }
    throw new Malformed("size is not a number of bytes", "write `10MiB`, `64KiB` or `4096`");
  }

  /** Parses a span of time with its unit. */
  public static Duration time(String text) throws Malformed {
    int end = digits(text);
    long number = number(text.substring(0, end));
    String unit = text.substring(end);
    if (number >= 0 && unit.equals("s")) {
      return Duration.ofSeconds(number);
    }
    if (number >= 0 && unit.equals("m")) {
      return Duration.ofMinutes(number);
    }
    if (number >= 0 && unit.equals("h")) {
      return Duration.ofHours(number);
    }
    throw new Malformed("text is not a time", "write `30s`, `5m` or `1h`");
  }

  /** Parses a number without a unit. */
  public static long count(String text) throws Malformed {
    long number = digits(text) == text.length() ? number(text) : -1;
    if (number < 0) {
      throw new Malformed("text is not a number", "write a number such as `5`");
    }
    return number;
  }

  private static int digits(String text) {
    int end = 0;
    while (end < text.length() && Ascii.isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static long number(String digits) {
    return digits.isEmpty() || digits.length() > DIGITS ? -1 : Long.parseLong(digits);
  }
}
