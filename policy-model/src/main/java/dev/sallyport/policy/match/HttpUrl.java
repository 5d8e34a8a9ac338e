package dev.sallyport.policy.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An absolute {@code http} or {@code https} URL, normalised as in RFC 3986, 6.2.2: case, percent
 * encoding of unreserved characters, dot segments, default port. Query and fragment are left out.
 *
 * <p>What two parsers could read differently is not normalised but refused. In the authority that
 * makes the whole text no URL; in the path it leaves {@link #segments()} null, since a grant
 * without a path needs none.
 */
public final class HttpUrl {
  private final boolean secure;
  private final String host;
  private final int port;
  private final @Nullable List<String> segments;
  private final String ambiguity;

  private HttpUrl(
      boolean secure, String host, int port, @Nullable List<String> segments, String ambiguity) {
    this.secure = secure;
    this.host = host;
    this.port = port;
    this.segments = segments;
    this.ambiguity = ambiguity;
  }

  /** Parses a URL, and refuses what is none or has no one meaning. */
  public static HttpUrl parse(String text) throws Malformed {
    int scheme = text.indexOf("://");
    String name = scheme < 0 ? "" : text.substring(0, scheme).toLowerCase(Locale.ROOT);
    boolean secure = name.equals("https");
    if (!secure && !name.equals("http")) {
      throw new Malformed("URL is not absolute", "start it with `https://` or `http://`");
    }
    int start = scheme + 3;
    int end = start;
    while (end < text.length() && "/?#\\".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String authority = text.substring(start, end);
    if (authority.indexOf('@') >= 0) {
      throw new Malformed("URL holds user information", "leave it out");
    }
    int colon = authority.lastIndexOf(':');
    boolean hasPort = colon > authority.lastIndexOf(']');
    String host = host(hasPort ? authority.substring(0, colon) : authority);
    String portText = hasPort ? authority.substring(colon + 1) : "";
    int port = portText.isEmpty() ? (secure ? 443 : 80) : Ports.number(portText);
    if (port < 1 || port > 65535) {
      throw new Malformed("port is not a number up to 65535", "");
    }
    int path = end;
    while (end < text.length() && "?#".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    try {
      return new HttpUrl(secure, host, port, segments(text.substring(path, end)), "");
    } catch (Malformed e) {
      return new HttpUrl(secure, host, port, null, e.getMessage());
    }
  }

  private static String host(String text) throws Malformed {
    if (text.startsWith("[") && text.endsWith("]")) {
      if (IpAddress.parse(text.substring(1, text.length() - 1)) != null && text.indexOf(':') >= 0) {
        return text;
      }
    } else {
      String name = HostPattern.normal(text);
      if (HostPattern.isName(name) || (IpAddress.parse(name) != null && name.indexOf(':') < 0)) {
        return name;
      }
    }
    throw new Malformed("host is neither a name nor an address", "");
  }

  /** The segments of a path, normalised; the last is empty where the path ends in a slash. */
  static List<String> segments(String path) throws Malformed {
    if (!path.isEmpty() && path.charAt(0) != '/') {
      throw new Malformed("path does not start with a slash", "");
    }
    List<String> segments = new ArrayList<>();
    boolean dots = false;
    boolean empty = false;
    int start = 1;
    while (start <= path.length()) {
      int slash = path.indexOf('/', start);
      boolean last = slash < 0;
      String raw = path.substring(start, last ? path.length() : slash);
      start = last ? path.length() + 1 : slash + 1;
      if (raw.equals(".") || raw.equals("..")) {
        dots = true;
        if (raw.length() == 2 && !segments.isEmpty()) {
          segments.remove(segments.size() - 1);
        }
        if (last) {
          segments.add("");
        }
        continue;
      }
      empty |= raw.isEmpty() && !last;
      segments.add(decode(raw));
    }
    if (dots && empty) {
      throw new Malformed("path has both empty and dot segments", "");
    }
    if (segments.isEmpty()) {
      segments.add("");
    }
    return segments;
  }

  private static String decode(String raw) throws Malformed {
    StringBuilder segment = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        i += 2;
        append(segment, octet(raw, i), raw, i);
      } else if (isUnreserved(c) || "!$&'()*+,=:@".indexOf(c) >= 0) {
        segment.append(c);
      } else if (c == ';') {
        throw new Malformed("path holds parameters", "");
      } else {
        throw new Malformed("path holds a character that must be encoded", "");
      }
    }
    String decoded = segment.toString();
    if (decoded.equals(".") || decoded.equals("..")) {
      throw new Malformed("path holds an encoded dot segment", "");
    }
    return decoded;
  }

  private static int octet(String raw, int end) throws Malformed {
    int high = end < raw.length() ? Ascii.hex(raw.charAt(end - 1)) : -1;
    int low = end < raw.length() ? Ascii.hex(raw.charAt(end)) : -1;
    if (high < 0 || low < 0) {
      throw new Malformed("`%` is not followed by two hex digits", "");
    }
    return (high << 4) | low;
  }

  private static void append(StringBuilder segment, int octet, String raw, int end)
      throws Malformed {
    if (octet < ' ' || octet == 0x7f) {
      throw new Malformed("path holds an encoded control character", "");
    }
    if (octet == '/' || octet == '\\') {
      throw new Malformed("path holds an encoded slash", "");
    }
    if (octet == ';') {
      throw new Malformed("path holds encoded parameters", "");
    }
    if (octet == '%'
        && end + 2 < raw.length()
        && Ascii.hex(raw.charAt(end + 1)) >= 0
        && Ascii.hex(raw.charAt(end + 2)) >= 0) {
      throw new Malformed("path is encoded twice", "");
    }
    if (octet < 0x80 && isUnreserved((char) octet)) {
      segment.append((char) octet);
    } else {
      segment.append('%');
      segment.append(Character.toUpperCase(Character.forDigit(octet >> 4, 16)));
      segment.append(Character.toUpperCase(Character.forDigit(octet & 0xf, 16)));
    }
  }

  private static boolean isUnreserved(char c) {
    return Ascii.isLower(c) || Ascii.isUpper(c) || Ascii.isDigit(c) || "-._~".indexOf(c) >= 0;
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
    return IpAddress.parse(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
  }

  /** The port, the scheme's own where the text has none. */
  public int port() {
    return port;
  }

  /** The path's segments, at least one; null where the path has no one meaning. */
  public @Nullable List<String> segments() {
    return segments;
  }

  /** Why the path has no one meaning; empty where it has. */
  public String ambiguity() {
    return ambiguity;
  }
}
