package dev.sallyport.policy.match;

import java.util.Arrays;

/** One of a set of characters, such as {@code [a-z_]}, or none of it: {@code [!0-9]}. */
final class CharacterSet {
  private final int[] bounds;
  private final boolean negated;

  /**
   * @param bounds pairs of a first and a last code point
   */
  private CharacterSet(int[] bounds, boolean negated) {
    this.bounds = bounds;
    this.negated = negated;
  }

  /** Where the set that opens there closes, or -1. The first character may be {@code ]}. */
  static int end(String text, int open) {
    int i = open + 1;
    if (i < text.length() && text.charAt(i) == '!') {
      i++;
    }
    for (int first = i; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == ']' && i > first) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Parses a set.
   *
   * @param open where {@code [} stands
   * @param close where its {@code ]} stands
   */
  static CharacterSet parse(String text, int open, int close) throws Malformed {
    int i = open + 1;
    boolean negated = text.charAt(i) == '!';
    if (negated) {
      i++;
    } else if (text.charAt(i) == '^') {
      throw new Malformed("`[^` does not negate", "write `[!` for none of a set, or `[\\^`");
    }
    int[] bounds = new int[2 * (close - i)];
    int count = 0;
    while (i < close) {
      i += text.charAt(i) == '\\' ? 1 : 0;
      int first = text.codePointAt(i);
      i += Character.charCount(first);
      int last = first;
      if (i + 1 < close && text.charAt(i) == '-') {
        i++;
        i += text.charAt(i) == '\\' ? 1 : 0;
        last = text.codePointAt(i);
        i += Character.charCount(last);
      }
      if (first > last) {
        throw new Malformed("range of a set runs backwards", "write the lower character first");
      }
      bounds[count++] = first;
      bounds[count++] = last;
    }
    return new CharacterSet(Arrays.copyOf(bounds, count), negated);
  }

  boolean contains(int codePoint) {
    for (int i = 0; i < bounds.length; i += 2) {
      if (codePoint >= bounds[i] && codePoint <= bounds[i + 1]) {
        return !negated;
      }
    }
    return negated;
  }
}
