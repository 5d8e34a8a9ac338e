package dev.sallyport.policy.match;

/**
 * A name or an argument in which {@code *} stands for any run of characters. {@code \*} and {@code
 * \\} stand for the characters themselves; any other character is itself.
 */
public final class NameGlob implements Glob {
  private static final char RUN = '*';

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

  /** The one name it stands for, where it is literal. */
  public String literal() {
    return text;
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
