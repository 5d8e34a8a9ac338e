package dev.sallyport.policy.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a URI (RFC 3986, 3), as they are written. What two parsers could split differently
 * is refused.
 *
 * @param scheme in lower case
 * @param authority empty where the path starts with a slash and there is none; null where the path
 *     does not start with a slash
 * @param segments the last is empty where the path ends in a slash; none where the path is empty or
 *     one slash
 */
record UriParts(String scheme, @Nullable String authority, List<String> segments) {

  static UriParts parse(String text) throws Malformed {
    for (int i = 0; i < text.length(); i++) {
      refuse(text.charAt(i));
    }
    int colon = text.indexOf(':');
    if (!isScheme(text, colon)) {
      throw new Malformed("URI has no scheme", "start it with one, such as `file:`");
    }
    String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
    int mark = text.indexOf('?');
    if (mark >= 0) {
      refuseDots(text.substring(mark + 1));
    }
    String rest = text.substring(colon + 1, mark < 0 ? text.length() : mark);
    String authority = rest.startsWith("/") ? "" : null;
    String path = rest;
    if (rest.startsWith("//")) {
      int slash = rest.indexOf('/', 2);
      authority = rest.substring(2, slash < 0 ? rest.length() : slash);
      path = slash < 0 ? "" : rest.substring(slash);
    }
    if (scheme.equals("file") && "localhost".equalsIgnoreCase(authority)) {
      authority = "";
    }
    return new UriParts(scheme, authority, segments(path.startsWith("/") ? 1 : 0, path));
  }

  private static void refuse(char c) throws Malformed {
    if (c <= ' ' || c == 0x7f) {
      throw new Malformed("URI holds a space or a control character", "");
    }
    if (c == '\\') {
      throw new Malformed("URI holds a backslash", "");
    }
    if (c == '#') {
      throw new Malformed("URI has a fragment", "leave it out");
    }
  }

  private static boolean isScheme(String text, int colon) {
    for (int i = 0; i < colon; i++) {
      char c = text.charAt(i);
      boolean letter = Ascii.isLower(c) || Ascii.isUpper(c);
      if (!letter && (i == 0 || !(Ascii.isDigit(c) || c == '+' || c == '-' || c == '.'))) {
        return false;
      }
    }
    return colon > 0;
  }

  /** A server that does not know queries reads one as the rest of the path. */
  private static void refuseDots(String query) throws Malformed {
    for (String piece : query.split("/", -1)) {
      if (piece.equals(".") || piece.equals("..")) {
        throw new Malformed("query holds a dot segment", "");
      }
    }
  }

  private static List<String> segments(int start, String path) throws Malformed {
    List<String> segments = new ArrayList<>();
    if (start == path.length()) {
      return segments;
    }
    for (String segment : path.substring(start).split("/", -1)) {
      if (segment.equals(".") || segment.equals("..")) {
        throw new Malformed("path has a dot segment", "write the path it means");
      }
      if (!segments.isEmpty() && segments.get(segments.size() - 1).isEmpty()) {
        throw new Malformed("path has an empty segment", "write one slash");
      }
      segments.add(segment);
    }
    if (segments.size() > 1 && segments.get(0).isEmpty()) {
      throw new Malformed("path has an empty segment", "write one slash");
    }
    return segments;
  }
}
