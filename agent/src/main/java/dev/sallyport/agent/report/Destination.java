package dev.sallyport.agent.report;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where something went.
 *
 * @param endpoint {@code host:port}
 * @param path of a request; empty where only the connection is known
 */
record Destination(String endpoint, String path) {

  /** Of an HTTP request, a connection, or a name that was looked up. */
  static Destination of(Likeness like) {
    if (!like.gate().equals("http")) {
      return new Destination(endpoint(like.target()), "");
    }
    String url = like.target();
    int scheme = url.indexOf("://");
    if (scheme < 0) {
      return new Destination(url, "");
    }
    int slash = url.indexOf('/', scheme + 3);
    String origin = slash < 0 ? url : url.substring(0, slash);
    return new Destination(withPort(origin), slash < 0 ? "/" : url.substring(slash));
  }

  private static String withPort(String origin) {
    try {
      URI uri = new URI(origin);
      if (uri.getHost() == null || uri.getPort() >= 0) {
        return origin.substring(origin.indexOf("://") + 3);
      }
      return uri.getHost() + (origin.startsWith("https:") ? ":443" : ":80");
    } catch (URISyntaxException asItIs) {
      return origin.substring(origin.indexOf("://") + 3);
    }
  }

  /** The name and port of a connection that is told as {@code name (address:port)}. */
  static String endpoint(String target) {
    int open = target.indexOf(" (");
    if (open < 0 || !target.endsWith(")")) {
      return target;
    }
    String name = target.substring(0, open);
    int port = target.lastIndexOf(':');
    boolean told = port > open && !name.contains(":");
    return told ? name + target.substring(port, target.length() - 1) : name;
  }
}
