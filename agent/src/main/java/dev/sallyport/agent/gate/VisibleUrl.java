package dev.sallyport.agent.gate;

/**
 * A URL as records show it: a query and a user's name and password may hold values, which records
 * do not.
 */
final class VisibleUrl {
  private VisibleUrl() {}

  static String of(String url) {
    int end = endOfPath(url);
    int authority = url.indexOf("//") + 2;
    int path = url.indexOf('/', authority);
    int at = url.lastIndexOf('@', path < 0 || path > end ? end : path);
    String bare = at < authority ? url.substring(0, end) : visible(url, authority, at + 1, end);
    return end < url.length() && url.charAt(end) == '?' ? bare.concat("?...") : bare;
  }

  private static String visible(String url, int authority, int host, int end) {
    return url.substring(0, authority).concat(url.substring(host, end));
  }

  /** Where the query starts, or the fragment, or nothing more. */
  static int endOfPath(String url) {
    for (int i = 0; i < url.length(); i++) {
      if (url.charAt(i) == '?' || url.charAt(i) == '#') {
        return i;
      }
    }
    return url.length();
  }
}
