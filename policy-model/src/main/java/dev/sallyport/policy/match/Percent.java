package dev.sallyport.policy.match;

import java.nio.charset.StandardCharsets;

/**
 * Percent encoding in one form (RFC 3986, 6.2.2): unreserved characters are themselves, hex digits
 * are in capitals.
 */
final class Percent {
  private static final String SEGMENT = "!$&'()*+,=:@";
  private static final String QUERY = "!$'()*+,=:@/?";

  /** By character: what a segment holds as it is. */
  private static final boolean[] ITSELF = new boolean[0x80];

  static {
    for (char c = 0; c < ITSELF.length; c++) {
      ITSELF[c] = isUnreserved(c) || SEGMENT.indexOf(c) >= 0;
    }
  }

  private Percent() {}

  /** A segment of a path; what could be more than a segment is refused. */
  static String segment(String raw) throws Malformed {
    String normal = piece(raw);
    if (normal.equals(".") || normal.equals("..")) {
      throw new Malformed("path holds an encoded dot segment", "");
    }
    return normal;
  }

  /** As {@link #segment}, of what may be a part of one. */
  static String piece(String raw) throws Malformed {
    return isNormal(raw) ? raw : normal(raw);
  }

  /** Almost always so, and seen several times as fast as normalised. */
  private static boolean isNormal(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c >= ITSELF.length || !ITSELF[c]) {
        return false;
      }
    }
    return true;
  }

  private static String normal(String raw) throws Malformed {
    StringBuilder segment = new StringBuilder(raw.length());
    Utf8 utf8 = new Utf8();
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        int octet = octet(raw, i);
        i += 2;
        refuse(octet, raw, i);
        utf8.next(octet);
        append(segment, octet);
      } else if (c == ';') {
        throw new Malformed("path holds parameters", "");
      } else if (c < ITSELF.length && ITSELF[c]) {
        utf8.next(c);
        segment.append(c);
      } else {
        throw new Malformed("path holds a character that must be encoded", "");
      }
    }
    utf8.end();
    return segment.toString();
  }

  /** Decodes in a piece what a segment may hold as it is: who compares text tells them apart. */
  static String needless(String normal) {
    StringBuilder text = new StringBuilder(normal.length());
    for (int i = 0; i < normal.length(); i++) {
      char c = normal.charAt(i);
      if (c == '%') {
        int octet = (Ascii.hex(normal.charAt(i + 1)) << 4) | Ascii.hex(normal.charAt(i + 2));
        i += 2;
        if (SEGMENT.indexOf(octet) >= 0) {
          text.append((char) octet);
        } else {
          append(text, octet);
        }
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  /** Encodes what is not ASCII (RFC 3987, 3.1). */
  static String octets(String text) throws Malformed {
    StringBuilder octets = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c < 0x80) {
        octets.append((char) c);
        continue;
      }
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        throw new Malformed("text holds half a character", "");
      }
      for (byte octet : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
        append(octets, octet & 0xff);
      }
    }
    return octets.toString();
  }

  /** Refuses an octet that some parser decodes before it splits the path. */
  private static void refuse(int octet, String raw, int end) throws Malformed {
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
  }

  /** A name or a value of a query. A {@code +} is itself: not every server reads a space in it. */
  static String query(String raw) throws Malformed {
    StringBuilder text = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        append(text, octet(raw, i));
        i += 2;
      } else if (c == '[' || c == ']') {
        append(text, c);
      } else if (c == ';') {
        throw new Malformed("query holds a `;`", "encode it");
      } else if (isUnreserved(c) || QUERY.indexOf(c) >= 0) {
        text.append(c);
      } else {
        throw new Malformed("query holds a character that must be encoded", "");
      }
    }
    return text.toString();
  }

  private static int octet(String raw, int percent) throws Malformed {
    boolean complete = percent + 2 < raw.length();
    int high = complete ? Ascii.hex(raw.charAt(percent + 1)) : -1;
    int low = complete ? Ascii.hex(raw.charAt(percent + 2)) : -1;
    if (high < 0 || low < 0) {
      throw new Malformed("`%` is not followed by two hex digits", "");
    }
    return (high << 4) | low;
  }

  private static void append(StringBuilder text, int octet) {
    if (octet < 0x80 && isUnreserved((char) octet)) {
      text.append((char) octet);
    } else {
      text.append('%');
      text.append(Character.toUpperCase(Character.forDigit(octet >> 4, 16)));
      text.append(Character.toUpperCase(Character.forDigit(octet & 0xf, 16)));
    }
  }

  private static boolean isUnreserved(char c) {
    return Ascii.isLower(c) || Ascii.isUpper(c) || Ascii.isDigit(c) || "-._~".indexOf(c) >= 0;
  }
}
