package dev.sallyport.policy.match;

/**
 * A name or an argument in which {@code *} stands for any run of characters. {@code \*} and {@code
 * \\} stand for the characters themselves; any other character is itself.
 */
public final class NameGlob implements Glob {
  private static final char RUN = '*';

  /** A character that no name has: what stands in the place of any run. */
  private static final char ANYTHING = '\uE000';

  /**
   * The characters, those that are themselves and those that are marks told apart by {@link #run}.
   */
  private final String text;

  private final boolean[] run;
  private final boolean literal;

  private NameGlob(String text, boolean[] run, boolean literal) {
    this.text = text;
    this.run = run;
    this.literal = literal;
  }

  /** Parses a glob; every text is one. */
  public static NameGlob parse(String written) {
    StringBuilder text = new StringBuilder(written.length());
    boolean[] run = new boolean[written.length()];
    boolean literal = true;
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      boolean escapes = c == '\\' && i + 1 < written.length();
      if (escapes && (written.charAt(i + 1) == RUN || written.charAt(i + 1) == '\\')) {
        c = written.charAt(++i);
      } else if (c == RUN) {
        run[text.length()] = true;
        literal = false;
      }
      text.append(c);
    }
    return new NameGlob(text.toString(), run, literal);
  }

  /** The glob that stands for exactly this text. */
  public static String quote(String text) {
    return text.replace("\\", "\\\\").replace("*", "\\*");
  }

  /** As it could be written. */
  @Override
  public String toString() {
    StringBuilder written = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      String character = text.substring(i, i + 1);
      written.append(run[i] ? character : quote(character));
    }
    return written.toString();
  }

  @Override
  public boolean isLiteral() {
    return literal;
  }

  /** How many characters it fixes, and one more for a literal. */
  @Override
  public int specificity() {
    int fixed = literal ? 1 : 0;
    for (int i = 0; i < text.length(); i++) {
      fixed += run[i] ? 0 : 1;
    }
    return fixed;
  }

  /**
   * Whether it matches every name that the other one does, as far as that is told: what matches
   * with a character that no name has in the place of each run, matches whatever stands there.
   */
  public boolean covers(NameGlob other) {
    if (text.indexOf(ANYTHING) >= 0) {
      return false;
    }
    char[] any = other.text.toCharArray();
    for (int i = 0; i < any.length; i++) {
      any[i] = other.run[i] ? ANYTHING : any[i];
    }
    return matches(new String(any));
  }

  /** Whether there is a name that both match. */
  public boolean overlaps(NameGlob other) {
    int length = text.length();
    int its = other.text.length();
    boolean[][] fit = new boolean[length + 1][its + 1];
    for (int i = length; i >= 0; i--) {
      for (int j = its; j >= 0; j--) {
        boolean runs = i < length && run[i];
        boolean itsRuns = j < its && other.run[j];
        if (runs || itsRuns) {
          // A run ends here, or takes in what is next on the other side.
          fit[i][j] = (i < length && fit[i + 1][j]) || (j < its && fit[i][j + 1]);
        } else if (i < length && j < its) {
          fit[i][j] = text.charAt(i) == other.text.charAt(j) && fit[i + 1][j + 1];
        } else {
          fit[i][j] = i == length && j == its;
        }
      }
    }
    return fit[0][0];
  }

  /** The one name it stands for, where it is literal. */
  public String literal() {
    return text;
  }

  @Override
  public String prefix() {
    int end = 0;
    while (end < text.length() && !run[end]) {
      end++;
    }
    return text.substring(0, end);
  }

  @Override
  public boolean matches(String name) {
    if (literal) {
      return text.equals(name);
    }
    int at = 0;
    int token = 0;
    int retryToken = -1;
    int retryAt = 0;
    while (at < name.length()) {
      if (token < text.length() && run[token]) {
        retryToken = ++token;
        retryAt = at;
      } else if (token < text.length() && text.charAt(token) == name.charAt(at)) {
        token++;
        at++;
      } else if (retryToken >= 0) {
        token = retryToken;
        at = ++retryAt;
      } else {
        return false;
      }
    }
    while (token < text.length() && run[token]) {
      token++;
    }
    return token == text.length();
  }
}
