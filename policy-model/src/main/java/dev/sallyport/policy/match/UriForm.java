package dev.sallyport.policy.match;

/**
 * Writes a URI as the elements of a path, so that it is compared as one: the scheme, the authority
 * after {@code @} ({@code :} where the path is not below a slash), the segments; {@code
 * /db/@host/table} of {@code db://host/table}. An empty last segment is {@link #END}.
 */
abstract class UriForm {
  /** What no URI holds. */
  static final String END = " ";

  /** One part between slashes in its one form, or as a pattern of it. */
  abstract String element(String raw) throws Malformed;

  /** Whether nothing in a part stands for something else. */
  abstract boolean isPlain(String raw);

  final String of(UriParts parts) throws Malformed {
    StringBuilder form = new StringBuilder("/").append(parts.scheme()).append('/');
    String authority = parts.authority();
    if (authority == null) {
      form.append(':');
    } else {
      form.append('@').append(authority.isEmpty() ? "" : authority(parts.scheme(), authority));
    }
    for (String raw : parts.segments()) {
      form.append('/').append(raw.isEmpty() ? END : undotted(raw));
    }
    return form.toString();
  }

  private String undotted(String raw) throws Malformed {
    String element = element(raw);
    if (element.equals(".") || element.equals("..")) {
      throw new Malformed("URI holds a dot segment", "write what it means");
    }
    return element;
  }

  private String authority(String scheme, String raw) throws Malformed {
    if (raw.indexOf('@') >= 0) {
      throw new Malformed("URI holds user information", "leave it out");
    }
    if (raw.endsWith(":")) {
      throw new Malformed("port is empty", "leave out the colon, too");
    }
    if (isPlain(raw) && (scheme.equals("http") || scheme.equals("https"))) {
      HttpUrl url = HttpUrl.parse(scheme + "://" + raw + "/");
      return url.host() + (url.port() == (url.secure() ? 443 : 80) ? "" : ":" + url.port());
    }
    return lowerCase(undotted(raw));
  }

  /** Case tells no two hosts apart; the digits of an octet are no letters. */
  private static String lowerCase(String authority) {
    StringBuilder lower = new StringBuilder(authority);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (c == '%') {
        i += 2;
      } else if (Ascii.isUpper(c)) {
        lower.setCharAt(i, (char) (c - 'A' + 'a'));
      }
    }
    return lower.toString();
  }

  /** Text in which nothing stands for something else. */
  static String literal(String raw) throws Malformed {
    return Percent.needless(Percent.piece(Percent.octets(raw)));
  }

  /** Where the variable {@code {name}} ends that begins there. */
  static int variableEnd(String raw, int open) throws Malformed {
    int close = open + 1;
    while (close < raw.length() && isOfName(raw.charAt(close))) {
      close++;
    }
    if (close == open + 1 || close == raw.length() || raw.charAt(close) != '}') {
      throw new Malformed(
          "`{` is not followed by a name and `}`",
          "write `{name}` for one segment, `**` for any number of them");
    }
    return close;
  }

  private static boolean isOfName(char c) {
    return Ascii.isLower(c)
        || Ascii.isUpper(c)
        || Ascii.isDigit(c)
        || c == '_'
        || c == '-'
        || c == '.';
  }
}
