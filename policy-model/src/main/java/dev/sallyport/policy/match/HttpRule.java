package dev.sallyport.policy.match;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Methods and the URLs they may go to, such as {@code GET,HEAD
 * https://api.example.com/repos/{owner}/**}. A segment {@code {x}} stands for any one segment that
 * is not empty, a last segment {@code **} for the rest, which may be none. A query, such as {@code
 * ?state={s}&page={p}}, says which parameters there may be; without one, or with {@code ?**}, there
 * may be any.
 */
public final class HttpRule {
  /** In the place of a segment: any one. */
  static final String ONE = "{}";

  private final List<String> methods;
  private final boolean secure;
  private final Endpoint endpoint;
  private final String[] segments;
  private final boolean open;
  private final @Nullable QueryRule query;

  private HttpRule(
      List<String> methods,
      boolean secure,
      Endpoint endpoint,
      String[] segments,
      boolean open,
      @Nullable QueryRule query) {
    this.methods = methods;
    this.secure = secure;
    this.endpoint = endpoint;
    this.segments = segments;
    this.open = open;
    this.query = query;
  }

  /** Parses {@code METHOD[,METHOD] URL}. */
  public static HttpRule parse(String text) throws Malformed {
    int space = text.indexOf(' ');
    if (space < 0) {
      throw new Malformed("method is missing", "write `GET https://host/path`");
    }
    List<String> methods = methods(text.substring(0, space));
    if (text.indexOf('#') >= 0) {
      throw new Malformed("URL has a fragment", "leave it out; clients don't send it");
    }
    int mark = text.indexOf('?');
    String url = text.substring(space + 1, mark < 0 ? text.length() : Math.max(mark, space + 1));
    int scheme = url.indexOf("://");
    int path = scheme < 0 ? -1 : url.indexOf('/', scheme + 3);
    if (scheme >= 0 && path < 0) {
      throw new Malformed("URL has no path", "add `/**` for every path, or `/` for the root alone");
    }
    String origin = path < 0 ? url : url.substring(0, path);
    // The host may be a pattern, which a URL has no room for.
    boolean below = scheme >= 0 && origin.startsWith("*.", scheme + 3);
    String plain = below ? origin.substring(0, scheme + 3) + origin.substring(scheme + 5) : origin;
    HttpUrl parsed = HttpUrl.parse(plain);
    HostPattern host = HostPattern.parse(below ? "*." + parsed.host() : parsed.host());
    Endpoint endpoint = new Endpoint(host, new Ports(parsed.port(), parsed.port()));
    boolean open = url.endsWith("/**");
    String fixed = open ? url.substring(path, url.length() - 3) : url.substring(path);
    return new HttpRule(
        methods, parsed.secure(), endpoint, segments(fixed), open, query(text, mark));
  }

  private static @Nullable QueryRule query(String text, int mark) throws Malformed {
    return mark < 0 || text.endsWith("?**") ? null : QueryRule.parse(text.substring(mark + 1));
  }

  private static List<String> methods(String text) throws Malformed {
    List<String> methods = new ArrayList<>(1);
    int start = 0;
    while (start <= text.length()) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 ? text.length() : comma;
      methods.add(method(text.substring(start, end)));
      start = end + 1;
    }
    return methods;
  }

  /** The method of that name: the names of methods are in capitals. */
  public static String method(String text) throws Malformed {
    if (!isMethod(text)) {
      throw new Malformed(
          "method is not a name in capitals", "write methods in capitals, as `GET,HEAD`");
    }
    return text;
  }

  private static boolean isMethod(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(Ascii.isUpper(c) || c == '-' || c == '_')) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static String[] segments(String path) throws Malformed {
    if (path.isEmpty()) {
      return new String[0];
    }
    StringBuilder plain = new StringBuilder();
    List<Integer> holes = new ArrayList<>(0);
    int segment = 0;
    for (int start = 1; start <= path.length(); segment++) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      String text = path.substring(start, end);
      start = end + 1;
      boolean hole = text.length() > 2 && text.startsWith("{") && text.endsWith("}");
      String inside = hole ? text.substring(1, text.length() - 1) : text;
      if (inside.indexOf('{') >= 0 || inside.indexOf('}') >= 0) {
        throw new Malformed(
            "braces are not around a whole segment", "write `{name}` between two slashes");
      }
      if (inside.indexOf('*') >= 0) {
        throw new Malformed(
            "`*` stands within a path",
            "write `{name}` for one segment, `**` at the end for the rest");
      }
      if (hole) {
        holes.add(segment);
      }
      plain.append('/').append(hole ? "x" : text);
    }
    List<String> parsed = HttpUrl.segments(plain.toString());
    if (parsed.size() != segment) {
      throw new Malformed("path has dot segments", "write the path it means");
    }
    for (int hole : holes) {
      parsed.set(hole, ONE);
    }
    return parsed.toArray(new String[0]);
  }

  /** The segments of its path, {@link #ONE} for any. */
  List<String> segments() {
    return List.of(segments);
  }

  /** Whether further segments may follow. */
  boolean isOpen() {
    return open;
  }

  /** Where its requests connect to. */
  public Endpoint endpoint() {
    return endpoint;
  }

  /** Whether a request of that method to that URL is covered, its dot segments resolved or not. */
  public boolean matches(String method, HttpUrl url) {
    return methods.contains(method)
        && secure == url.secure()
        && endpoint.covers(url.host(), url.address(), url.port())
        && coversPath(url.segments())
        && (url.written() == null || coversPath(url.written()))
        && (query == null || query.covers(url.query()));
  }

  private boolean coversPath(@Nullable List<String> path) {
    if (path == null || path.size() < segments.length || (!open && path.size() > segments.length)) {
      return false;
    }
    for (int i = 0; i < segments.length; i++) {
      String segment = path.get(i);
      // No segment of a URL can be the mark itself: braces are encoded there.
      boolean covered = segments[i].equals(ONE) ? !segment.isEmpty() : segments[i].equals(segment);
      if (!covered) {
        return false;
      }
    }
    return true;
  }

  /** How narrow it is: the more, the more specific. */
  public int specificity() {
    int length = endpoint.host().specificity() + (query == null ? 0 : query.specificity());
    for (String segment : segments) {
      length += segment.equals(ONE) ? 1 : 1 + segment.length();
    }
    return length;
  }
}
