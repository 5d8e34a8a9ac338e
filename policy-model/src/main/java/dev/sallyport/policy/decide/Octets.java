package dev.sallyport.policy.decide;

/** How long texts are in UTF-8. */
final class Octets {
  private Octets() {}

  /** Half a character counts as the three octets that stand for it. */
  static long of(String text) {
    long octets = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      octets += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      i += Character.charCount(point);
    }
    return octets;
  }
}
