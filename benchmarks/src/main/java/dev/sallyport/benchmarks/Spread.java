package dev.sallyport.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** What a figure was in several rounds. */
final class Spread {
  private static final double QUARTER = 0.25;
  private static final double HALF = 0.5;

  private final double[] values;

  Spread(double[] values) {
    this.values = values.clone();
    Arrays.sort(this.values);
  }

  int count() {
    return values.length;
  }

  double mean() {
    return Arrays.stream(values).average().orElseThrow();
  }

  double median() {
    return quantile(HALF);
  }

  double quantile(double part) {
    return values[(int) Math.round(part * (values.length - 1))];
  }

  /** The median with the quartiles. */
  String text(String format) {
    return String.format(
        Locale.ROOT,
        format + " (" + format + "-" + format + ")",
        median(),
        quantile(QUARTER),
        quantile(1 - QUARTER));
  }
}
