package dev.sallyport.policy.fuzz;

import java.nio.charset.StandardCharsets;

/** An input of two texts, a line each. */
record Lines(String first, String second) {
  private static final int MOST_STARS = 6;

  static Lines of(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    int end = text.indexOf('\n');
    return end < 0
        ? new Lines(text, "")
        : new Lines(text.substring(0, end), text.substring(end + 1));
  }

  /** Whether what tries everything is done with them in time. */
  boolean areShort() {
    return first.length() <= 20
        && second.length() <= 20
        && first.chars().filter(c -> c == '*').count() <= MOST_STARS;
  }
}
