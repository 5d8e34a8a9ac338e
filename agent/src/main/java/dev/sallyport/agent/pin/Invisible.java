package dev.sallyport.agent.pin;

import java.util.EnumMap;
import java.util.Map;

/** Characters that nobody sees and a model reads, or that make others be seen otherwise. */
final class Invisible {
  private static final int FIRST_TAG = 0xE0000;
  private static final int LAST_TAG = 0xE007F;
  private static final int LAST_ASCII = 0x7F;

  private Invisible() {}

  /** The kinds of them in a text, each with the place of its first. */
  static Map<Suspicion, Integer> in(String text) {
    Map<Suspicion, Integer> found = new EnumMap<>(Suspicion.class);
    int before = -1;
    for (int i = 0; i < text.length(); i += Character.charCount(before)) {
      int c = text.codePointAt(i);
      if (c >= FIRST_TAG && c <= LAST_TAG) {
        found.putIfAbsent(Suspicion.TAG_CHARACTERS, i);
      } else if (isZeroWidth(c) && !joins(text, i, c, before)) {
        found.putIfAbsent(Suspicion.ZERO_WIDTH, i);
      } else if (isBidiControl(c)) {
        found.putIfAbsent(Suspicion.BIDI_CONTROLS, i);
      } else if (isVariationSelector(c) && isVariationSelector(before)) {
        found.putIfAbsent(Suspicion.VARIATION_SELECTORS, i);
      } else if (isTerminalControl(c)) {
        found.putIfAbsent(Suspicion.TERMINAL_CONTROLS, i);
      }
      before = c;
    }
    return found;
  }

  /** The text without them, as a model may take it. */
  static String without(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    int c;
    for (int i = 0; i < text.length(); i += Character.charCount(c)) {
      c = text.codePointAt(i);
      if (!(c >= FIRST_TAG && c <= LAST_TAG)
          && !isZeroWidth(c)
          && !isBidiControl(c)
          && !isVariationSelector(c)) {
        visible.appendCodePoint(c);
      }
    }
    return visible.toString();
  }

  /** Emoji are joined by some of them, and scripts beyond ASCII need some. */
  private static boolean joins(String text, int at, int c, int before) {
    boolean joiner = c == 0x200C || c == 0x200D || c == 0x200E || c == 0x200F || c == 0x061C;
    int next = at + Character.charCount(c);
    return joiner
        && before > LAST_ASCII
        && !isZeroWidth(before)
        && (next == text.length() || text.codePointAt(next) > LAST_ASCII);
  }

  private static boolean isZeroWidth(int c) {
    return (c >= 0x200B && c <= 0x200F) // zero-width spaces and joiners, marks of direction
        || (c >= 0x2060 && c <= 0x2064) // word joiner, invisible operators
        || (c >= 0x206A && c <= 0x206F) // deprecated format characters
        || c == 0x00AD // soft hyphen
        || c == 0x034F // combining grapheme joiner
        || c == 0x061C // Arabic letter mark
        || c == 0x115F // Hangul fillers
        || c == 0x1160
        || c == 0x3164
        || c == 0xFFA0
        || c == 0x180E // Mongolian vowel separator
        || c == 0xFEFF; // byte order mark
  }

  private static boolean isBidiControl(int c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }

  private static boolean isVariationSelector(int c) {
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
  }

  /** All but tab and the ends of lines. */
  private static boolean isTerminalControl(int c) {
    return Character.getType(c) == Character.CONTROL && c != '\t' && c != '\n' && c != '\r';
  }
}
