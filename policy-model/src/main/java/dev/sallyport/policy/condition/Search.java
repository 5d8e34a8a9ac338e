package dev.sallyport.policy.condition;

/** Finds a text in another in time that grows with their lengths, and not with their product. */
final class Search {
  private static final int SHORT = 32;

  private Search() {}

  static boolean contains(String text, String part) {
    if (part.length() <= SHORT) {
      return text.contains(part);
    }
    int[] borders = borders(part);
    int matched = 0;
    for (int i = 0; i < text.length(); i++) {
      while (matched > 0 && text.charAt(i) != part.charAt(matched)) {
        matched = borders[matched - 1];
      }
      if (text.charAt(i) == part.charAt(matched)) {
        matched++;
      }
      if (matched == part.length()) {
        return true;
      }
    }
    return false;
  }

  /** For each beginning of the part, how long its longest beginning is that it also ends with. */
  private static int[] borders(String part) {
    int[] borders = new int[part.length()];
    int length = 0;
    for (int i = 1; i < part.length(); i++) {
      while (length > 0 && part.charAt(i) != part.charAt(length)) {
        length = borders[length - 1];
      }
      if (part.charAt(i) == part.charAt(length)) {
        length++;
      }
      borders[i] = length;
    }
    return borders;
  }
}
