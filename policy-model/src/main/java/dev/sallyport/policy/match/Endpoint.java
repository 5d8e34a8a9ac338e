package dev.sallyport.policy.match;

import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  /** Parses a host, which stands for all its ports, or {@code host:port}. */
  public static Endpoint parseHost(String text) throws Malformed {
    boolean port = text.indexOf(':', text.indexOf(']') + 1) >= 0;
    return port ? parse(text) : new Endpoint(HostPattern.parse(text), Ports.parse("*"));
  }

  /**
   * Whether it covers a host as a URL has it.
   *
   * @param host a normal name, or what {@code address} is
   * @param address null where the host is a name
   */
  public boolean covers(String host, @Nullable IpAddress address, int port) {
    return ports.contains(port) && this.host.covers(host, address);
  }

  /** As {@link #covers(String, IpAddress, int)}, of a host as text. */
  public boolean covers(String host, int port) {
    String normal = HostPattern.normal(host);
    return covers(normal, IpAddress.ofHost(normal), port);
  }

  /** Whether it covers the use of an address that was resolved from these names. */
  public boolean matches(IpAddress address, int port, Set<String> names) {
    return ports.contains(port) && host.matches(address, names);
  }
}
