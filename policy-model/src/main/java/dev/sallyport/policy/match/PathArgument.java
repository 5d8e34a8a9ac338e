package dev.sallyport.policy.match;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;

/**
 * A path that a client names in an argument. It is looked at in every form that a server could
 * decode it to: where one of them leads up, to a root that is not granted, or to another machine,
 * it is refused. Which file it is in the end the file gate decides.
 */
public final class PathArgument {
  /** Nobody encodes a path this often, so what still changes then is meant to. */
  private static final int ROUNDS = 8;

  private final List<String> roots;

  /**
   * Paths below some directories, and relative ones.
   *
   * @param roots absolute, without a slash at the end; empty where all have to be relative
   */
  public PathArgument(List<String> roots) {
    this.roots = List.copyOf(roots);
  }

  /** Whether no form of it leads elsewhere. */
  public boolean fits(String text) {
    String form = text;
    for (int i = 0; i < ROUNDS; i++) {
      if (!isPlain(form)) {
        return false;
      }
      String next = Normalizer.normalize(decoded(form), Normalizer.Form.NFKC);
      if (next.equals(form)) {
        return true;
      }
      form = next;
    }
    return false;
  }

  private boolean isPlain(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c < ' ' || c == 0x7f || c == '\\') {
        return false;
      }
    }
    if (path.startsWith("~") || path.startsWith("//") || isUri(path) || leadsUp(path)) {
      return false;
    }
    return !path.startsWith("/") || isBelowARoot(path);
  }

  /** A scheme that has something behind it, or a drive's letter. */
  private static boolean isUri(String path) {
    int colon = path.indexOf(':');
    if (colon < 1) {
      return false;
    }
    for (int i = 0; i < colon; i++) {
      char c = path.charAt(i);
      boolean letter = Ascii.isLower(c) || Ascii.isUpper(c);
      if (!letter && (i == 0 || !(Ascii.isDigit(c) || c == '+' || c == '-' || c == '.'))) {
        return false;
      }
    }
    return colon == 1
        || path.indexOf(":/", colon) >= 0
        || path.regionMatches(/* ignoreCase= */ true, 0, "file:", 0, colon + 1);
  }

  /**
   * Some systems leave out spaces and dots at the end of a name; who reads it as a URI, what is
   * behind the path or is a parameter of a name.
   */
  private static boolean leadsUp(String path) {
    for (String name : path.split("/", -1)) {
      String bare = name.substring(0, end(name)).strip();
      if (bare.length() > 1 && bare.chars().allMatch(c -> c == '.' || c == ' ')) {
        return true;
      }
    }
    return false;
  }

  private static int end(String name) {
    int end = 0;
    while (end < name.length() && "?#;".indexOf(name.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private boolean isBelowARoot(String path) {
    for (String root : roots) {
      if (path.equals(root) || path.startsWith(root.equals("/") ? root : root.concat("/"))) {
        return true;
      }
    }
    return false;
  }

  /** Percent encoding and, in it, UTF-8 in forms that are too long, as lenient decoders read it. */
  private static String decoded(String path) {
    if (path.indexOf('%') < 0) {
      return path;
    }
    byte[] octets = path.getBytes(StandardCharsets.UTF_8);
    byte[] decoded = new byte[octets.length];
    int length = 0;
    for (int i = 0; i < octets.length; i++) {
      int octet = octet(octets, i);
      decoded[length] = octet < 0 ? octets[i] : (byte) octet;
      length++;
      i += octet < 0 ? 0 : 2;
    }
    return text(decoded, length);
  }

  /** What is encoded there; -1 where nothing is. Java's own decoder takes a sign for a digit. */
  private static int octet(byte[] octets, int at) {
    if (octets[at] != '%' || at + 2 >= octets.length) {
      return -1;
    }
    int high = Ascii.hex((char) octets[at + 1]);
    int low = Ascii.hex((char) octets[at + 2]);
    boolean signed = octets[at + 1] == '+' || (octets[at + 1] == '-' && low == 0);
    if (low < 0 || (high < 0 && !signed)) {
      return -1;
    }
    return signed ? low : (high << 4) | low;
  }

  private static String text(byte[] octets, int length) {
    StringBuilder text = new StringBuilder(length);
    int at = 0;
    while (at < length) {
      int first = octets[at] & 0xff;
      int following = first < 0xc0 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
      int point = following == 0 ? first : first & (0x3f >> following);
      at++;
      for (int i = 0; i < following && at < length && (octets[at] & 0xc0) == 0x80; i++) {
        point = (point << 6) | (octets[at] & 0x3f);
        at++;
      }
      text.appendCodePoint(Character.isValidCodePoint(point) ? point : 0xfffd);
    }
    return text.toString();
  }
}
