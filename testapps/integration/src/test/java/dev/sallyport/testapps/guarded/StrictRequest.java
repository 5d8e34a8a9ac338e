package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.ReceivedRequest;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a request as the strictest of servers would, by nothing that the agent uses: what two
 * servers could take for different paths is covered by no pattern.
 */
final class StrictRequest {
  /** One segment of which every server makes the same: {@code pchar} without what some decode. */
  private static final String SEGMENT = "(?:[A-Za-z0-9._~!$&'()*+,=:@-]|%[0-9A-Fa-f]{2})+";

  private static final Pattern TARGET =
      Pattern.compile("/(" + SEGMENT + ")/(" + SEGMENT + ")/(" + SEGMENT + ")(?:\\?[^# ]*)?");

  private static final Set<String> METHODS = Set.of("GET", "POST");

  private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");

  /** Characters of one octet, written with more: what some decoders make dots and slashes of. */
  private static final Pattern OVERLONG = Pattern.compile("(?i)%c[01]|%e0%[89]|%f0%8");

  /** Octets that end a segment, a parameter or a text in some server, once they are decoded. */
  private static final Set<Integer> SPLITTING = Set.of((int) '/', (int) '\\', (int) ';', 0x7f);

  private StrictRequest() {}

  /**
   * Whether a request is {@code GET http://AUTHORITY/odd/{item}/open}, or a {@code POST}, to one of
   * these. Its target may be absolute, which every server is to take (RFC 9112, 3.2.2), if it names
   * the same host.
   */
  static boolean isGranted(ReceivedRequest request, List<String> authorities) {
    String root = "http://" + request.host();
    boolean absolute = request.target().regionMatches(true, 0, root, 0, root.length());
    Matcher target =
        TARGET.matcher(absolute ? request.target().substring(root.length()) : request.target());
    return METHODS.contains(request.method())
        && authorities.contains(request.host())
        && target.matches()
        && decoded(target.group(1)).equals("odd")
        && isOneSegment(target.group(2))
        && decoded(target.group(3)).equals("open");
  }

  private static boolean isOneSegment(String raw) {
    String text = decoded(raw);
    return !OVERLONG.matcher(raw).find()
        && !text.equals(".")
        && !text.equals("..")
        && !ESCAPE.matcher(text).find()
        && text.chars().noneMatch(c -> c < ' ' || SPLITTING.contains(c));
  }

  /** Each octet as a character. */
  private static String decoded(String raw) {
    return ESCAPE
        .matcher(raw)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
  }
}
