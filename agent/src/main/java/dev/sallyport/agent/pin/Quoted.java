package dev.sallyport.agent.pin;

import org.jspecify.annotations.Nullable;

/** A name in quotes, in visible ASCII only: what looks the same in an editor is the same. */
final class Quoted {
  private static final int HEX = 16;
  private static final int DIGITS = 4;

  private Quoted() {}

  static String of(String name) {
    StringBuilder quoted = new StringBuilder(name.length() + 2).append('"');
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        quoted.append("\\u");
        for (int shift = HEX - DIGITS; shift >= 0; shift -= DIGITS) {
          quoted.append(Character.forDigit(c >> shift & 0xf, HEX));
        }
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /** The name; null where the text is not one in quotes, and nothing else. */
  static @Nullable String read(String quoted) {
    int end = quoted.length() - 1;
    if (end < 1 || quoted.charAt(0) != '"' || quoted.charAt(end) != '"') {
      return null;
    }
    StringBuilder name = new StringBuilder(quoted.length());
    int i = 1;
    while (i < end) {
      char c = quoted.charAt(i++);
      if (c == '"' || (c == '\\' && i == end)) {
        return null;
      }
      if (c == '\\' && quoted.charAt(i) == 'u') {
        int code = code(quoted, i + 1, end);
        if (code < 0) {
          return null;
        }
        name.append((char) code);
        i += 1 + DIGITS;
      } else {
        name.append(c == '\\' ? quoted.charAt(i++) : c);
      }
    }
    return name.toString();
  }

  private static int code(String quoted, int from, int end) {
    if (from + DIGITS > end) {
      return -1;
    }
    int code = 0;
    for (int i = from; i < from + DIGITS; i++) {
      int digit = Character.digit(quoted.charAt(i), HEX);
      if (digit < 0) {
        return -1;
      }
      code = code * HEX + digit;
    }
    return code;
  }
}
