package dev.sallyport.agent.command;

import java.util.Locale;

/** Text of unknown origin, made fit for one line of a terminal. */
final class Printable {
  private static final char CUT = '…';

  private Printable() {}

  /**
   * The text with each character that would move the cursor, change colour or turn the writing
   * round shown by its number: targets are chosen by clients.
   */
  static String of(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (moves(c)) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }

  /** The text, cut in the middle to the width: both ends of a path say more than its middle. */
  static String cut(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    int head = (width - 1) / 3;
    int tail = width - 1 - head;
    return text.substring(0, head) + CUT + text.substring(text.length() - tail);
  }

  private static boolean moves(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
