package dev.sallyport.policy.match;

/**
 * Sees that octets are UTF-8 in its one form (RFC 3629): a lenient decoder finds a slash or a dot
 * in longer forms.
 */
final class Utf8 {
  private int following;
  private int least = 0x80;
  private int most = 0xbf;

  /** Takes the next octet, or refuses it. */
  void next(int octet) throws Malformed {
    if (following > 0) {
      if (octet < least || octet > most) {
        throw malformed();
      }
      following--;
      least = 0x80;
      most = 0xbf;
    } else if (octet >= 0x80) {
      start(octet);
    }
  }

  private void start(int octet) throws Malformed {
    if (octet < 0xc2 || octet > 0xf4) {
      throw malformed();
    }
    following = octet < 0xe0 ? 1 : octet < 0xf0 ? 2 : 3;
    least = octet == 0xe0 ? 0xa0 : octet == 0xf0 ? 0x90 : 0x80;
    most = octet == 0xed ? 0x9f : octet == 0xf4 ? 0x8f : 0xbf;
  }

  /** Nothing more comes. */
  void end() throws Malformed {
    if (following > 0) {
      throw malformed();
    }
  }

  private static Malformed malformed() {
    return new Malformed("path holds octets that are no UTF-8", "");
  }
}
