package dev.sallyport.agent.report;

import java.util.Locale;

/** Numbers as a person reads them. */
final class Numbers {
  private Numbers() {}

  static String of(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Such as {@code 1 call} and {@code 1,204 calls}. */
  static String of(long number, String noun) {
    return of(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** Such as {@code 42 s}, {@code 3 min 20 s} and {@code 2 h 5 min}. */
  static String seconds(double seconds) {
    long whole = Math.round(seconds);
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? whole / 60 + " min " + whole % 60 + " s"
        : whole / 3600 + " h " + whole % 3600 / 60 + " min";
  }
}
