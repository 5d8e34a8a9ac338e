package dev.sallyport.agent.gate;

/**
 * The stretches of a text that could be a token (RFC 6750, 2.1: letters, digits and a few marks).
 * Some marks also stand between tokens, so the text is gone through several times: by the widest
 * meaning first, then without what follows an equals sign, then without the marks of base64.
 */
final class Tokenised {
  private static final String[] MARKS = {"-._~+/=", "-._~+/", "-._~"};

  private final String text;
  private int pass;
  private int start;
  private int end;
  private boolean afterEquals;

  Tokenised(String text) {
    this.text = text;
  }

  /** Goes on to the next stretch, if there is one. */
  boolean next() {
    if (afterEquals) {
      afterEquals = false;
      int equals = text.indexOf('=', start);
      if (equals >= 0 && equals < end - 1) {
        start = equals + 1;
        return true;
      }
    }
    while (pass < MARKS.length) {
      start = end;
      while (start < text.length() && !isOfToken(text.charAt(start))) {
        start++;
      }
      end = start;
      while (end < text.length() && isOfToken(text.charAt(end))) {
        end++;
      }
      if (end > start) {
        afterEquals = pass == 0;
        return true;
      }
      pass++;
      end = 0;
    }
    return false;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  private boolean isOfToken(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || MARKS[pass].indexOf(c) >= 0;
  }

  /** The text with its percent-encoded octets decoded, each as one character. */
  static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    StringBuilder decoded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
      if (text.charAt(i) == '%' && low >= 0) {
        decoded.append((char) (high << 4 | low));
        i += 2;
      } else {
        decoded.append(text.charAt(i));
      }
    }
    return decoded.toString();
  }
}
