package dev.sallyport.policy.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An absolute {@code http} or {@code https} URL, normalised as in RFC 3986, 6.2.2: case, percent
 * encoding of unreserved characters, dot segments, default port. The query is kept as it is, the
 * fragment is left out.
 *
 * <p>What two parsers could read differently is not normalised but refused. In the authority that
 * makes the whole text no URL; in the path it leaves {@link #segments()} null, since a grant
 * without a path needs none. A path with dot segments is kept as it was written as well: most
 * clients send it so, and whether it is resolved is up to whoever gets it.
 */
public final class HttpUrl {
  private final boolean secure;
  private final String host;
  private final @Nullable IpAddress address;
  private final int port;
  private final @Nullable List<String> segments;
  private final @Nullable List<String> written;
  private final @Nullable String query;
  private final String ambiguity;

  private HttpUrl(
      boolean secure,
      String host,
      int port,
      @Nullable List<String> segments,
      @Nullable List<String> written,
      @Nullable String query,
      String ambiguity) {
    this.secure = secure;
    this.host = host;
    this.address = IpAddress.ofHost(host);
    this.port = port;
    this.segments = segments;
    this.written = written;
    this.query = query;
    this.ambiguity = ambiguity;
  }

  /** Parses a URL, and refuses what is none or has no one meaning. */
  public static HttpUrl parse(String text) throws Malformed {
    refuseControls(text);
    int scheme = text.indexOf("://");
    String name = scheme < 0 ? "" : text.substring(0, scheme).toLowerCase(Locale.ROOT);
    boolean secure = name.equals("https");
    if (!secure && !name.equals("http")) {
      throw new Malformed("URL is not absolute", "start it with `https://` or `http://`");
    }
    int start = scheme + 3;
    int end = start;
    while (end < text.length() && !endsAuthority(text.charAt(end))) {
      end++;
    }
    String authority = text.substring(start, end);
    String noPath = authority.endsWith("]") ? "\\#?" : "\\#";
    if (end < text.length() && noPath.indexOf(text.charAt(end)) >= 0) {
      throw new Malformed("host is not followed by a path", "write a slash");
    }
    if (authority.indexOf('@') >= 0) {
      throw new Malformed("URL holds user information", "leave it out");
    }
    int colon = authority.lastIndexOf(':');
    boolean hasPort = colon > authority.lastIndexOf(']');
    String host = host(hasPort ? authority.substring(0, colon) : authority);
    int port = hasPort ? Ports.number(authority.substring(colon + 1)) : secure ? 443 : 80;
    if (port < 1 || port > 65535) {
      throw new Malformed("port is not a number up to 65535", "");
    }
    int path = end;
    while (end < text.length() && text.charAt(end) != '?' && text.charAt(end) != '#') {
      end++;
    }
    String query = query(text, end);
    String raw = text.substring(path, end);
    try {
      return new HttpUrl(secure, host, port, segments(raw), written(raw), query, "");
    } catch (Malformed e) {
      return new HttpUrl(secure, host, port, null, null, query, e.getMessage());
    }
  }

  /** As {@link #parse}; null for what that refuses. */
  public static @Nullable HttpUrl orNull(String text) {
    try {
      return parse(text);
    } catch (Malformed e) {
      return null;
    }
  }

  private static boolean endsAuthority(char c) {
    return c == '/' || c == '?' || c == '#' || c == '\\';
  }

  /** Some clients leave them out, some send them: as they are, they end a line of the request. */
  private static void refuseControls(String text) throws Malformed {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == 0x7f) {
        throw new Malformed("URL holds a control character", "");
      }
    }
  }

  private static @Nullable String query(String text, int path) {
    if (path == text.length() || text.charAt(path) == '#') {
      return null;
    }
    int fragment = text.indexOf('#', path);
    return text.substring(path + 1, fragment < 0 ? text.length() : fragment);
  }

  private static String host(String text) throws Malformed {
    if (text.startsWith("[") && text.endsWith("]")) {
      if (IpAddress.parse(text.substring(1, text.length() - 1)) != null && text.indexOf(':') >= 0) {
        return text;
      }
    } else {
      String name = HostPattern.normal(Idn.ascii(text));
      if (HostPattern.isName(name) || (IpAddress.parse(text) != null && text.indexOf(':') < 0)) {
        return name;
      }
    }
    throw new Malformed("host is neither a name nor an address", "");
  }

  /**
   * The segments of a path, normalised; the last is empty where the path ends in a slash.
   *
   * <p>Dots are resolved only where all clients resolve them alike: Spring and AsyncHttpClient do
   * otherwise at the end of a path, and where several kinds meet.
   */
  static List<String> segments(String path) throws Malformed {
    if (!path.isEmpty() && path.charAt(0) != '/') {
      throw new Malformed("path does not start with a slash", "");
    }
    List<String> segments = new ArrayList<>();
    boolean here = false;
    boolean above = false;
    boolean empty = false;
    int start = 1;
    while (start <= path.length()) {
      int slash = path.indexOf('/', start);
      boolean last = slash < 0;
      String raw = path.substring(start, last ? path.length() : slash);
      start = last ? path.length() + 1 : slash + 1;
      boolean dots = raw.equals(".") || raw.equals("..");
      if (dots && last) {
        throw new Malformed("path ends in a dot segment", "");
      }
      if (raw.equals(".")) {
        here = true;
      } else if (raw.equals("..")) {
        above = true;
        if (!segments.isEmpty()) {
          segments.remove(segments.size() - 1);
        }
      } else {
        empty |= raw.isEmpty() && !last;
        segments.add(Percent.segment(raw));
      }
    }
    if ((here ? 1 : 0) + (above ? 1 : 0) + (empty ? 1 : 0) > 1) {
      throw new Malformed("path mixes dot segments of both kinds, or with empty ones", "");
    }
    if (segments.isEmpty()) {
      segments.add("");
    }
    return segments;
  }

  /** The segments of a path with its dot segments; null where it has none. */
  private static @Nullable List<String> written(String path) throws Malformed {
    if (path.indexOf("/.") < 0) {
      return null;
    }
    List<String> segments = new ArrayList<>();
    boolean dots = false;
    for (String raw : path.substring(1).split("/", -1)) {
      boolean dot = raw.equals(".") || raw.equals("..");
      segments.add(dot ? raw : Percent.segment(raw));
      dots |= dot;
    }
    return dots ? segments : null;
  }

  /** Whether the scheme is {@code https}. */
  public boolean secure() {
    return secure;
  }

  /** The host: a lower-case name, an IPv4 address, or an IPv6 address in brackets. */
  public String host() {
    return host;
  }

  /** The address that the host is; null where it is a name. */
  public @Nullable IpAddress address() {
    return address;
  }

  /** The port, the scheme's own where the text has none. */
  public int port() {
    return port;
  }

  /** Whether the host is one of the usual names of this machine to itself. */
  public boolean isLoopback() {
    return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
  }

  /** Whether the host and the port of both are the same. */
  public boolean isOfServer(HttpUrl other) {
    return port == other.port
        && (address == null ? host.equals(other.host) : address.equals(other.address));
  }

  /** The path's segments, at least one; null where the path has no one meaning. */
  public @Nullable List<String> segments() {
    return segments;
  }

  /** The segments with the dot segments that were resolved; null where there are none. */
  public @Nullable List<String> written() {
    return written;
  }

  /** What follows after the question mark, as it is; null where there is none. */
  public @Nullable String query() {
    return query;
  }

  /** Why the path has no one meaning; empty where it has. */
  public String ambiguity() {
    return ambiguity;
  }
}
