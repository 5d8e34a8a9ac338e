package dev.sallyport.policy.condition;

import java.util.List;

/**
 * What is wrong with a condition's text.
 *
 * @param offset in the text, in UTF-16 units
 * @param length of what is wrong, at least 1
 * @param word that is not known; empty where it is something else
 * @param known words of which that one could be meant
 */
public record Mistake(String message, int offset, int length, String word, List<String> known) {
  public Mistake {
    known = List.copyOf(known);
  }
}
