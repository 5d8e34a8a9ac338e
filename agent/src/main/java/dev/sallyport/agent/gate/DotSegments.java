package dev.sallyport.agent.gate;

import dev.sallyport.policy.match.HttpUrl;
import dev.sallyport.policy.match.Malformed;

/**
 * What is left of a path without its dot segments (RFC 3986, 5.2.4). A grant is held against that;
 * a server that does not resolve them would take the path as it was written for another.
 */
final class DotSegments {
  private DotSegments() {}

  /** The URL without them; as it is where its path has no one meaning. */
  static String resolved(String url) {
    int end = VisibleUrl.endOfPath(url);
    int start = url.indexOf('/', url.indexOf("//") + 2);
    if (start < 0 || start > end || url.indexOf("/.", start) < 0 || !hasOneMeaning(url)) {
      return url;
    }
    StringBuilder resolved = new StringBuilder(url.length()).append(url, 0, start);
    int slash = start;
    while (slash < end) {
      int next = url.indexOf('/', slash + 1);
      next = next < 0 || next > end ? end : next;
      if (isSegment(url, slash, next, "/..")) {
        resolved.setLength(Math.max(start, resolved.lastIndexOf("/")));
      } else if (!isSegment(url, slash, next, "/.")) {
        resolved.append(url, slash, next);
      }
      slash = next;
    }
    return resolved.append(url, end, url.length()).toString();
  }

  private static boolean isSegment(String url, int slash, int next, String dots) {
    return next - slash == dots.length() && url.startsWith(dots, slash);
  }

  private static boolean hasOneMeaning(String url) {
    try {
      return HttpUrl.parse(url).segments() != null;
    } catch (Malformed e) {
      return false;
    }
  }
}
