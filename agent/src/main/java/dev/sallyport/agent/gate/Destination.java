package dev.sallyport.agent.gate;

import dev.sallyport.policy.match.HttpUrl;
import dev.sallyport.policy.match.Malformed;

/**
 * Where a request goes, as its URL says.
 *
 * @param host empty where the URL has no one meaning, which no grant covers
 */
record Destination(String host, int port) {

  static Destination of(String url) {
    if (url.indexOf('\\') >= 0) {
      // To some clients it ends the host, to others it is a part of a user's name.
      return new Destination("", 0);
    }
    try {
      HttpUrl parsed = HttpUrl.parse(VisibleUrl.of(url));
      return new Destination(parsed.host(), parsed.port());
    } catch (Malformed e) {
      return new Destination("", 0);
    }
  }

  /** As records show it. */
  String target() {
    return host.isEmpty() ? "?" : host.concat(":").concat(Integer.toString(port));
  }
}
