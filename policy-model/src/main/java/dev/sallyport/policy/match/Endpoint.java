package dev.sallyport.policy.match;

import java.util.Set;

/** A host and its ports, such as {@code api.example.com:443} or {@code 10.0.0.0/8:*}. */
public record Endpoint(HostPattern host, Ports ports) {

  /** Parses {@code host:port}; a port is always said. */
  public static Endpoint parse(String text) throws Malformed {
    int colon = text.lastIndexOf(':');
    boolean insideAddress = text.indexOf(':') != colon && !text.startsWith("[");
    if (colon < 0 || insideAddress || text.indexOf(']') > colon) {
      throw new Malformed(
          insideAddress ? "IPv6 address stands without brackets" : "port is missing",
          insideAddress ? "write `[2001:db8::1]:443`" : "write `host:443`, or `host:*` for any");
    }
    return new Endpoint(
        HostPattern.parse(text.substring(0, colon)), Ports.parse(text.substring(colon + 1)));
  }

  /** Parses where to listen: {@code host:port}, or a port, which stands for any local address. */
  public static Endpoint parseListen(String text) throws Malformed {
    boolean port = !text.isEmpty();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      port &= Ascii.isDigit(c) || c == '-';
    }
    return port ? new Endpoint(HostPattern.parse("*"), Ports.parse(text)) : parse(text);
  }

  /** Whether it covers the use of an address that was resolved from these names. */
  public boolean matches(IpAddress address, int port, Set<String> names) {
    return ports.contains(port) && host.matches(address, names);
  }
}
