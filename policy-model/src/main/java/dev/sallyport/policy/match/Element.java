package dev.sallyport.policy.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One element of a path pattern.
 *
 * <p>A literal is compared as a region of the path. Anything else is a row of tokens: a code point,
 * or one of the negative marks below. {@code *} needs no more than one place to come back to, since
 * what an earlier one could give up a later one can take.
 */
final class Element {
  /** The element {@code **}. Stands for elements, so it matches none. */
  static final Element ANY_ELEMENTS = new Element("**", new int[0], new CharacterSet[0]);

  /** The element {@code *}. */
  static final Element ANY_ELEMENT = new Element("", new int[] {Element.RUN}, new CharacterSet[0]);

  private static final int RUN = -1;
  private static final int ONE = -2;

  /** The mark of the first set; that of the next is one less. */
  private static final int SETS = -3;

  private final String literal;
  private final int[] tokens;
  private final CharacterSet[] sets;

  private Element(String literal, int[] tokens, CharacterSet[] sets) {
    this.literal = literal;
    this.tokens = tokens;
    this.sets = sets;
  }

  static Element literal(String text) {
    return new Element(text, new int[0], new CharacterSet[0]);
  }

  static Element parse(String text) throws Malformed {
    if (text.equals("**")) {
      return ANY_ELEMENTS;
    }
    StringBuilder literal = new StringBuilder(text.length());
    int[] tokens = new int[text.length()];
    List<CharacterSet> sets = new ArrayList<>(0);
    boolean wild = false;
    int count = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == '*') {
        if (i < text.length() && text.charAt(i) == '*') {
          throw new Malformed(
              "`**` is not a whole element", "write `*` within an element, `/**/` between them");
        }
        tokens[count++] = RUN;
        wild = true;
      } else if (c == '?') {
        tokens[count++] = ONE;
        wild = true;
      } else if (c == '[') {
        int close = CharacterSet.end(text, i - 1);
        if (close < 0) {
          throw new Malformed("`[` is never closed", "write `\\[` for the character itself");
        }
        tokens[count++] = SETS - sets.size();
        sets.add(CharacterSet.parse(text, i - 1, close));
        i = close + 1;
        wild = true;
      } else {
        if (c == '\\') {
          if (i == text.length()) {
            throw new Malformed("`\\` escapes nothing", "write `\\\\` for the character itself");
          }
          c = text.codePointAt(i);
          i += Character.charCount(c);
        }
        tokens[count++] = c;
        literal.appendCodePoint(c);
      }
    }
    return wild
        ? new Element(
            literal.toString(), Arrays.copyOf(tokens, count), sets.toArray(new CharacterSet[0]))
        : literal(literal.toString());
  }

  boolean isLiteral() {
    return tokens.length == 0 && this != ANY_ELEMENTS;
  }

  /** The characters it fixes; all of it for a literal. */
  String literal() {
    return this == ANY_ELEMENTS ? "" : literal;
  }

  /** Whether it covers the element of the path that runs from {@code start} to {@code end}. */
  boolean matches(String path, int start, int end) {
    if (tokens.length == 0) {
      return end - start == literal.length() && path.startsWith(literal, start);
    }
    int at = start;
    int token = 0;
    int retryToken = -1;
    int retryAt = start;
    while (at < end) {
      if (token < tokens.length && tokens[token] == RUN) {
        retryToken = ++token;
        retryAt = at;
        continue;
      }
      int c = path.codePointAt(at);
      if (token < tokens.length && covers(tokens[token], c)) {
        token++;
        at += Character.charCount(c);
      } else if (retryToken >= 0) {
        token = retryToken;
        retryAt += Character.charCount(path.codePointAt(retryAt));
        at = retryAt;
      } else {
        return false;
      }
    }
    while (token < tokens.length && tokens[token] == RUN) {
      token++;
    }
    return token == tokens.length;
  }

  private boolean covers(int token, int c) {
    if (token >= 0) {
      return token == c;
    }
    return token == ONE || sets[SETS - token].contains(c);
  }
}
