package dev.sallyport.policy.match;

/**
 * The origin of a page (RFC 6454): scheme, host and port. One that is not of {@code http} or {@code
 * https}, such as {@code vscode-webview://id}, is its text in lower case.
 */
public record Origin(String text) {

  /** Parses an origin in its one form. */
  public static Origin parse(String text) throws Malformed {
    UriParts parts = UriParts.parse(text);
    String authority = parts.authority();
    if (authority == null || authority.isEmpty()) {
      throw new Malformed("origin has no host", "write `https://host`");
    }
    if (!parts.segments().isEmpty() || text.endsWith("/") || text.indexOf('?') >= 0) {
      throw new Malformed("origin has a path", "end it after the host and the port");
    }
    if (!isWeb(parts.scheme())) {
      return new Origin(Ascii.lowerCase(text));
    }
    HttpUrl url = HttpUrl.parse(text);
    return new Origin(parts.scheme() + "://" + url.host() + ":" + url.port());
  }

  /** Whether it is a page of this machine. */
  public boolean isLoopback() {
    try {
      return isWeb(UriParts.parse(text).scheme()) && HttpUrl.parse(text).isLoopback();
    } catch (Malformed e) {
      return false;
    }
  }

  private static boolean isWeb(String scheme) {
    return scheme.equals("http") || scheme.equals("https");
  }
}
