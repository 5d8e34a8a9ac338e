package dev.sallyport.policy.match;

/**
 * The URIs of resources, normalised as in RFC 3986, 6.2.2, in the form that {@link UriGlob}
 * compares. The query is left out.
 *
 * <p>What two parsers could read differently is refused: dot segments, encoded slashes, empty
 * segments, parameters, double encoding, user information, fragments, what has to be encoded.
 */
public final class ResourceUri {
  private ResourceUri() {}

  /** The form of a URI. */
  public static String of(String uri) throws Malformed {
    return new Written().of(UriParts.parse(uri));
  }

  /**
   * The form of a template (RFC 6570), in which each {@code {name}} is something that no pattern
   * names. Operators other than that are refused, except for a query at the end.
   */
  public static String ofTemplate(String template) throws Malformed {
    int query = template.indexOf("{?");
    String path = query < 0 ? template : template.substring(0, query);
    return new Template().of(UriParts.parse(path));
  }

  private static final class Written extends UriForm {
    @Override
    String element(String raw) throws Malformed {
      return literal(raw);
    }

    @Override
    boolean isPlain(String raw) {
      return true;
    }
  }

  private static final class Template extends UriForm {
    /** No URI holds it, so that only a wildcard covers it. */
    private static final char VARIABLE = '{';

    @Override
    String element(String raw) throws Malformed {
      StringBuilder element = new StringBuilder(raw.length());
      int start = 0;
      for (int open = raw.indexOf('{'); open >= 0; open = raw.indexOf('{', start)) {
        element.append(literal(raw.substring(start, open))).append(VARIABLE);
        start = variableEnd(raw, open) + 1;
      }
      return element.append(literal(raw.substring(start))).toString();
    }

    @Override
    boolean isPlain(String raw) {
      return raw.indexOf('{') < 0;
    }
  }
}
