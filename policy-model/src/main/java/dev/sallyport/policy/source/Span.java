package dev.sallyport.policy.source;

import java.util.List;

/**
 * A stretch of text within one line.
 *
 * @param line from 1; 0 where no file has it
 * @param column from 1, in UTF-16 units
 * @param length in UTF-16 units
 * @param file the name of the text; empty for the policy itself, and where no file has it
 */
public record Span(int line, int column, int length, String file) {
  /** The place of what no file says: a built-in default. */
  public static final Span NOWHERE = new Span(0, 0, 0);

  /**
   * The text that it is a stretch of.
   *
   * @param sources the policy first, then those that it extends
   */
  public Source in(List<Source> sources) {
    for (Source source : sources) {
      if (source.name().equals(file)) {
        return source;
      }
    }
    return sources.get(0);
  }

  /** A stretch of the policy itself. */
  public Span(int line, int column, int length) {
    this(line, column, length, "");
  }
}
