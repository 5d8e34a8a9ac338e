package dev.sallyport.agent.export;

/**
 * The other end of a connection, as a record's target names it: {@code host (address:port)}, {@code
 * address:port} or {@code host:port}. What is not known is empty.
 *
 * @param port -1 where none is named
 */
record PeerText(String host, String address, int port) {

  static PeerText of(String target) {
    int open = target.endsWith(")") ? target.lastIndexOf(" (") : -1;
    if (open > 0) {
      PeerText inner = of(target.substring(open + 2, target.length() - 1));
      return new PeerText(target.substring(0, open), inner.address, inner.port);
    }
    int colon = target.lastIndexOf(':');
    int port = colon < 0 ? -1 : port(target.substring(colon + 1));
    String name = port < 0 ? target : target.substring(0, colon);
    if (name.startsWith("[") && name.endsWith("]")) {
      name = name.substring(1, name.length() - 1);
    }
    return isAddress(name) ? new PeerText("", name, port) : new PeerText(name, "", port);
  }

  private static int port(String digits) {
    if (digits.isEmpty()
        || digits.length() > 5
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    int port = Integer.parseInt(digits);
    return port > 0xFFFF ? -1 : port;
  }

  /** Records show addresses as the JDK prints them: four numbers, or hex groups in full. */
  private static boolean isAddress(String name) {
    return name.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")
        || name.matches("[0-9a-fA-F]{1,4}(:[0-9a-fA-F]{1,4}){7}(%[A-Za-z0-9._-]+)?");
  }
}
