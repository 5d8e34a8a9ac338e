package dev.sallyport.benchmarks;

import java.util.Locale;

/**
 * How a figure went on, sampled evenly: where its first quarter was, and by how much it rose over
 * the other three, by a line fitted to them.
 */
record Trend(double level, double rise) {
  /** What may be measured so by chance, as part of the level. */
  private static final double TOLERANCE = 0.05;

  private static final int QUARTERS = 4;

  static Trend of(double... samples) {
    int begin = samples.length / QUARTERS;
    double[] first = new double[begin];
    System.arraycopy(samples, 0, first, 0, begin);
    int count = samples.length - begin;
    double meanPlace = (count - 1) / 2.0;
    double mean = 0;
    for (int i = begin; i < samples.length; i++) {
      mean += samples[i] / count;
    }
    double together = 0;
    double spread = 0;
    for (int i = 0; i < count; i++) {
      together += (i - meanPlace) * (samples[begin + i] - mean);
      spread += (i - meanPlace) * (i - meanPlace);
    }
    return new Trend(new Spread(first).median(), together / spread * (count - 1));
  }

  boolean isFlat() {
    return rise <= TOLERANCE * level;
  }

  String text(String format) {
    return String.format(
        Locale.ROOT, format + " | %+.1f | %s", level, rise, isFlat() ? "flat" : "grows");
  }
}
