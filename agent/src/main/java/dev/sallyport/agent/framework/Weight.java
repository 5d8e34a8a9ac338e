package dev.sallyport.agent.framework;

import java.util.function.UnaryOperator;

/** How many bytes texts have in UTF-8, all told. Changes none. For one thread. */
final class Weight implements UnaryOperator<String> {
  private long bytes;

  @Override
  public String apply(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes++;
      } else {
        // Each half of a pair is two of its four.
        bytes += c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
      }
    }
    return text;
  }

  long bytes() {
    return bytes;
  }
}
