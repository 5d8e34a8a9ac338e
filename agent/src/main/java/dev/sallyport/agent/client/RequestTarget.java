package dev.sallyport.agent.client;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What stands between method and version of a request, and what it means together with the host
 * (RFC 9112, 3.2 and 3.3).
 *
 * <p>Whatever a server could read in two ways can't be read here.
 */
final class RequestTarget {
  private static final String SEPARATOR = "://";

  /** What ends a host, or hides it. */
  private static final String NOT_IN_AUTHORITY = "/\\?#@ \t\r\n%";

  private RequestTarget() {}

  /** The one host that headers name, or null. */
  static @Nullable String host(List<Header> headers) {
    String host = null;
    for (Header header : headers) {
      if (header.name().equalsIgnoreCase("host")) {
        if (host != null) {
          throw new IllegalArgumentException("two host headers");
        }
        host = header.value();
      }
    }
    return host;
  }

  /**
   * The URL that is asked for.
   *
   * @param scheme of the connection
   * @param authority as the host header says it, or null
   */
  static String url(String method, String scheme, @Nullable String authority, String target) {
    if (method.equals("CONNECT")) {
      return root(scheme, target).concat("/");
    }
    if (isAbsolute(target)) {
      if (authority != null && !isSame(authority, target)) {
        throw new IllegalArgumentException("a host header that is not the URL's");
      }
      return target;
    }
    if (authority == null) {
      throw new IllegalArgumentException("a request without a host");
    }
    String root = root(scheme, authority);
    if (target.isEmpty()) {
      return root.concat("/");
    }
    if (target.equals("*")) {
      return root.concat("/*");
    }
    if (target.charAt(0) != '/') {
      throw new IllegalArgumentException("a target that is no path");
    }
    return root.concat(target);
  }

  /** The target that has such a URL, in the form that another has. */
  static String of(String url, String like) {
    if (isAbsolute(like)) {
      return url;
    }
    int path = url.indexOf('/', url.indexOf(SEPARATOR) + SEPARATOR.length());
    return url.substring(path);
  }

  private static String root(String scheme, String authority) {
    for (int i = 0; i < authority.length(); i++) {
      if (NOT_IN_AUTHORITY.indexOf(authority.charAt(i)) >= 0) {
        throw new IllegalArgumentException("a host that is none");
      }
    }
    if (authority.isEmpty()) {
      throw new IllegalArgumentException("a request without a host");
    }
    return scheme.concat(SEPARATOR).concat(authority);
  }

  private static boolean isAbsolute(String target) {
    return !target.startsWith("/") && target.indexOf(SEPARATOR) > 0;
  }

  /** Whether two origins are the same but for case and a default port. */
  static boolean isSameOrigin(String one, String other) {
    int scheme = one.indexOf(SEPARATOR) + SEPARATOR.length();
    return other.regionMatches(/* ignoreCase= */ true, 0, one, 0, scheme)
        && isSame(one.substring(scheme), other.toLowerCase(Locale.ROOT));
  }

  private static boolean isSame(String authority, String url) {
    int start = url.indexOf(SEPARATOR) + SEPARATOR.length();
    int end = start;
    while (end < url.length() && "/?#\\".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    String port = url.startsWith("https") ? ":443" : ":80";
    return bare(url.substring(start, end), port).equalsIgnoreCase(bare(authority, port));
  }

  private static String bare(String authority, String port) {
    return authority.endsWith(port)
        ? authority.substring(0, authority.length() - port.length())
        : authority;
  }
}
