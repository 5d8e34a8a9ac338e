package dev.sallyport.agent.wire;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The head of one HTTP/1.x request (RFC 9112, 3 to 6), as it is on the wire.
 *
 * @param target as the request line has it
 * @param host the {@code Host} header; empty where there is none
 * @param chunked whether the body comes in chunks
 * @param length of the body, where it does not
 */
public record RequestHead(String method, String target, String host, boolean chunked, long length) {
  private static final int MOST_DIGITS = 18;

  /** The request asks for a tunnel. */
  public boolean isTunnel() {
    return method.equals("CONNECT");
  }

  /** Whether a line could be a request line, also one that can't be read with certainty. */
  static boolean isRequestLine(String line) {
    int space = line.indexOf(' ');
    if (space < 1 || !isToken(line.substring(0, space))) {
      return line.indexOf(" HTTP/1.") > 0 || line.indexOf("\tHTTP/1.") > 0;
    }
    String rest = line.substring(space + 1);
    return rest.contains("HTTP/")
        || rest.startsWith("/")
        || rest.regionMatches(/* ignoreCase= */ true, 0, "http", 0, "http".length());
  }

  /**
   * Reads a head.
   *
   * @param count of its bytes, the empty line included
   * @return null where two readers could read it differently
   */
  static @Nullable RequestHead parse(byte[] bytes, int count) {
    // One character for each byte, so that nothing is decoded away.
    String text = new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
    if (hasStrayControl(text)) {
      return null;
    }
    String[] lines = text.split("\r?\n", -1);
    String[] request = lines[0].split(" ", -1);
    if (request.length != 3
        || !isToken(request[0])
        || request[1].isEmpty()
        || !(request[2].equals("HTTP/1.1") || request[2].equals("HTTP/1.0"))) {
      return null;
    }
    return headers(lines, request[0], request[1], request[2].equals("HTTP/1.1"));
  }

  private static @Nullable RequestHead headers(
      String[] lines, String method, String target, boolean chunks) {
    String host = null;
    String coding = null;
    String length = null;
    for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
      int colon = lines[i].indexOf(':');
      if (colon < 1 || !isToken(lines[i].substring(0, colon))) {
        return null;
      }
      String value = lines[i].substring(colon + 1).strip();
      switch (lines[i].substring(0, colon).toLowerCase(Locale.ROOT)) {
        case "host" -> {
          if (host != null) {
            return null;
          }
          host = value;
        }
        case "transfer-encoding" -> {
          if (coding != null) {
            return null;
          }
          coding = value;
        }
        case "content-length" -> {
          if (length != null) {
            return null;
          }
          length = value;
        }
        default -> {}
      }
    }
    if (coding != null) {
      boolean clear = chunks && length == null && coding.equalsIgnoreCase("chunked");
      return clear ? new RequestHead(method, target, orEmpty(host), /* chunked= */ true, 0) : null;
    }
    long body = length == null ? 0 : number(length);
    return body < 0 ? null : new RequestHead(method, target, orEmpty(host), false, body);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Control characters that are no line end: some readers end a line at them, some don't. */
  private static boolean hasStrayControl(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean lineEnd =
          c == '\n' || (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n');
      if ((c < ' ' && c != '\t' && !lineEnd) || c == 0x7f) {
        return true;
      }
    }
    return false;
  }

  private static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isTokenCharacter(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** RFC 9110, 5.6.2. */
  static boolean isTokenCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || (c > ' ' && "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
  }

  private static long number(String digits) {
    if (digits.isEmpty() || digits.length() > MOST_DIGITS) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
