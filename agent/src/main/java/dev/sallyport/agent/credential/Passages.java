package dev.sallyport.agent.credential;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Where in a text something stands. For texts in which something was found. */
final class Passages {
  /**
   * @param start in octets of UTF-8
   * @param end after the last
   */
  record Passage(Pattern pattern, boolean percent, int start, int end) {}

  private Passages() {}

  /**
   * All values, or all placeholders, in the order of their ends.
   *
   * @param placeholders which of the two
   */
  static List<Passage> of(Automaton automaton, byte[] text, boolean placeholders) {
    Collected collected = new Collected(text, placeholders);
    new Reader(automaton, collected).feed(text, 0, text.length);
    return collected.passages;
  }

  private static final class Collected implements Sightings {
    private final byte[] text;
    private final boolean placeholders;
    private final List<Passage> passages = new ArrayList<>();

    Collected(byte[] text, boolean placeholders) {
      this.text = text;
      this.placeholders = placeholders;
    }

    @Override
    public void saw(Pattern pattern, boolean percent, long end) {
      if (pattern.placeholder() == placeholders) {
        int start = start(text, (int) end, pattern.length(), percent);
        passages.add(new Passage(pattern, percent, start, (int) end));
      }
    }
  }

  private static int start(byte[] text, int end, int length, boolean percent) {
    if (!percent) {
      return end - length;
    }
    int start = end;
    for (int i = 0; i < length; i++) {
      boolean encoded =
          start >= 3
              && text[start - 3] == '%'
              && Character.digit(text[start - 2], 16) >= 0
              && Character.digit(text[start - 1], 16) >= 0;
      start -= encoded ? 3 : 1;
    }
    return start;
  }

  static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] octets) {
    return new String(octets, StandardCharsets.UTF_8);
  }

  /** Whether it is a character of base64, with either alphabet. */
  static boolean isBase64(byte octet) {
    return (octet >= '0' && octet <= '9')
        || (octet >= 'A' && octet <= 'Z')
        || (octet >= 'a' && octet <= 'z')
        || octet == '+'
        || octet == '/'
        || octet == '-'
        || octet == '_';
  }
}
