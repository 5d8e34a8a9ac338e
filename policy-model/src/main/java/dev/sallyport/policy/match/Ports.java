package dev.sallyport.policy.match;

/**
 * A range of ports.
 *
 * @param first included
 * @param last included
 */
public record Ports(int first, int last) {
  private static final int MAX = 65535;

  /** Parses {@code 443}, {@code 8000-8100} or {@code *}. */
  public static Ports parse(String text) throws Malformed {
    if (text.equals("*")) {
      return new Ports(0, MAX);
    }
    int dash = text.indexOf('-');
    int first = number(dash < 0 ? text : text.substring(0, dash));
    int last = dash < 0 ? first : number(text.substring(dash + 1));
    if (first < 0 || last < 0 || first > MAX || last > MAX || first > last) {
      throw new Malformed(
          "port is not a number up to 65535", "write a number, a range `8000-8100`, or `*`");
    }
    return new Ports(first, last);
  }

  /** Whether the port is in the range. */
  public boolean contains(int port) {
    return port >= first && port <= last;
  }

  /** The value of up to five decimal digits, or -1. */
  static int number(String text) {
    if (text.isEmpty() || text.length() > 5) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Ascii.isDigit(c)) {
        return -1;
      }
      number = number * 10 + c - '0';
    }
    return number;
  }
}
