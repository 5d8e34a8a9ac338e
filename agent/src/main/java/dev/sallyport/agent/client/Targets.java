package dev.sallyport.agent.client;

import org.jspecify.annotations.Nullable;

/** What a client writes of a URL into its first line (RFC 9112 §3.2). */
final class Targets {
  private Targets() {}

  /**
   * The absolute URL that a target means.
   *
   * @param origin such as {@code https://api.example.com:8443}
   * @param target as it is or will be written, which may be absolute; null or empty for none
   * @throws IllegalArgumentException if it is absolute and of another origin, which a server is to
   *     believe rather than its connection (RFC 9112 §3.2.2)
   */
  static String url(String origin, @Nullable String target) {
    if (target == null) {
      return origin.concat("/");
    }
    int fragment = target.indexOf('#');
    String path = fragment < 0 ? target : target.substring(0, fragment);
    if (isAbsolute(path)) {
      String own = origin(path);
      if (!RequestTarget.isSameOrigin(own, origin)) {
        throw new IllegalArgumentException("a target of another server");
      }
      path = path.substring(own.length());
    }
    return path.startsWith("/") ? origin.concat(path) : origin.concat("/").concat(path);
  }

  private static boolean isAbsolute(String target) {
    int authority = target.indexOf("://");
    for (int i = 0; i < authority; i++) {
      if ("/?#".indexOf(target.charAt(i)) >= 0) {
        return false;
      }
    }
    return authority > 0;
  }

  /**
   * The origin of an absolute target.
   *
   * @throws IllegalArgumentException if it is not absolute
   */
  static String origin(String target) {
    int authority = target.indexOf("://");
    if (authority < 0) {
      throw new IllegalArgumentException("a request to nowhere");
    }
    int end = authority + 3;
    while (end < target.length() && "/?#".indexOf(target.charAt(end)) < 0) {
      end++;
    }
    return target.substring(0, end);
  }

  /**
   * Whether a proxy is asked for a tunnel (RFC 9110 §9.3.6). What is sent through it is a request
   * of its own.
   */
  static boolean isTunnel(String method, @Nullable String target) {
    return method.equals("CONNECT")
        && target != null
        && target.indexOf('/') < 0
        && target.indexOf('?') < 0;
  }

  /** The target with the path and the query of another URL, if it differs. */
  static String changed(String target, String before, String after) {
    if (before.equals(after)) {
      return target;
    }
    String own = isAbsolute(target) ? origin(target) : "";
    return own.concat(after.substring(origin(after).length()));
  }

  /** Gives a first line the query of another URL, if it differs. */
  static void changeQuery(StringBuilder line, String before, String after) {
    if (before.equals(after)) {
      return;
    }
    int start = line.indexOf("?");
    int end = line.lastIndexOf(" ");
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("a request without a query");
    }
    line.replace(start + 1, end, query(after));
  }

  /** The raw query of a URL that has one. */
  private static String query(String url) {
    int start = url.indexOf('?') + 1;
    int end = url.indexOf('#', start);
    if (start == 0) {
      throw new IllegalArgumentException("a URL without a query");
    }
    return end < 0 ? url.substring(start) : url.substring(start, end);
  }
}
