package dev.sallyport.policy.match;

/**
 * A pattern of URIs of resources, such as {@code file:///srv/**} or {@code db://main/{table}}.
 * Within a segment, or within the host, {@code *} stands for any characters and {@code {name}} for
 * at least one; a segment {@code **} stands for any number of segments, none included. {@code
 * scheme:**} stands for every URI of the scheme, {@code **} for every URI. What is after a {@code
 * ?} in a URI decides nothing.
 */
public final class UriGlob implements Glob {
  private final String written;
  private final Elements elements;

  private UriGlob(String written, Elements elements) {
    this.written = written;
    this.elements = elements;
  }

  /** Parses and compiles a pattern. */
  public static UriGlob parse(String text) throws Malformed {
    return new UriGlob(text, Elements.parse(form(text)));
  }

  private static String form(String text) throws Malformed {
    if (text.equals("**")) {
      return text;
    }
    if (text.equals("*")) {
      throw new Malformed("`*` is not a URI", "write `**` for every resource");
    }
    if (text.indexOf('?') >= 0) {
      throw new Malformed("pattern has a query", "leave it out; it covers any query");
    }
    UriParts parts = UriParts.parse(text);
    boolean whole = text.endsWith(":**") || text.endsWith("://**");
    return whole ? "/" + parts.scheme() + "/**" : new Pattern().of(parts);
  }

  @Override
  public boolean isLiteral() {
    return elements.literal() != null;
  }

  @Override
  public int specificity() {
    return elements.literalLength() + (isLiteral() ? 1 : 0);
  }

  @Override
  public String prefix() {
    return elements.prefix();
  }

  @Override
  public boolean matches(String subject) {
    return elements.matches(subject) || elements.matchesDirectory(subject);
  }

  /** The pattern as written. */
  @Override
  public String toString() {
    return written;
  }

  private static final class Pattern extends UriForm {
    private static final String SEGMENTS = "**";

    @Override
    String element(String raw) throws Malformed {
      if (raw.equals(SEGMENTS)) {
        return raw;
      }
      StringBuilder element = new StringBuilder(raw.length());
      int start = 0;
      for (int i = 0; i < raw.length(); i++) {
        if (raw.charAt(i) == '*') {
          element.append(quoted(raw, start, i)).append('*');
          start = i + 1;
        } else if (raw.charAt(i) == '{') {
          element.append(quoted(raw, start, i)).append("[!").append(END).append("]*");
          i = variableEnd(raw, i);
          start = i + 1;
        }
      }
      return element.append(quoted(raw, start, raw.length())).toString();
    }

    private static String quoted(String raw, int start, int end) throws Malformed {
      return PathPattern.quote(literal(raw.substring(start, end)));
    }

    @Override
    boolean isPlain(String raw) {
      return raw.indexOf('{') < 0 && raw.indexOf('*') < 0;
    }
  }
}
