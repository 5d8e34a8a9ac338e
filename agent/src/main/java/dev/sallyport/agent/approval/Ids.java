package dev.sallyport.agent.approval;

import java.security.SecureRandom;

/** Names of questions, which nobody guesses, in letters and digits that can't be mistaken. */
final class Ids {
  private static final String DIGITS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int LENGTH = 12;

  private final SecureRandom random = new SecureRandom();

  String next() {
    StringBuilder id = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      id.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return id.toString();
  }

  /** Whether a text is one, and so no way out of a directory. */
  static boolean isOne(String text) {
    boolean all = text.length() == LENGTH;
    for (int i = 0; all && i < LENGTH; i++) {
      all = DIGITS.indexOf(text.charAt(i)) >= 0;
    }
    return all;
  }
}
