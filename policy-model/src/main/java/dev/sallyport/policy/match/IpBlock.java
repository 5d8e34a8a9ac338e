package dev.sallyport.policy.match;

/**
 * The addresses that share a prefix.
 *
 * @param bits the length of the prefix, of the 128 bits that every address is kept as
 */
record IpBlock(IpAddress first, int bits) {

  /** A block that is known to be well-formed, such as {@code 10.0.0.0/8}. */
  static IpBlock of(String text) {
    int slash = text.indexOf('/');
    IpAddress first = IpAddress.parse(text.substring(0, slash));
    if (first == null) {
      throw new IllegalArgumentException(text);
    }
    int bits = Ports.number(text.substring(slash + 1));
    return new IpBlock(first, text.indexOf(':') < 0 ? 96 + bits : bits);
  }

  boolean contains(IpAddress address) {
    return first.sharesPrefix(address, bits);
  }
}
