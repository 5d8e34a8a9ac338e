package dev.sallyport.policy.condition;

/**
 * How much one evaluation may look at. What a client sends is counted each time it is looked at, so
 * that nobody can make an evaluation long.
 */
final class Meter {
  /** In characters and items, enough for the largest argument some twenty times. */
  private static final int TOTAL = 1 << 20;

  /** Of one text. */
  private static final int LONGEST_TEXT = 1 << 16;

  private int left = TOTAL;

  void item() {
    spend(1);
  }

  String text(String text) {
    if (text.length() > LONGEST_TEXT) {
      throw new Unusable("text is too long");
    }
    spend(text.length() + 1);
    return text;
  }

  private void spend(int units) {
    if (units > left) {
      throw new Unusable("arguments are too large");
    }
    left -= units;
  }
}
