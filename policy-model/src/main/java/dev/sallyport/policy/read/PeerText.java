package dev.sallyport.policy.read;

import dev.sallyport.policy.decide.NetworkOperation;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.match.HostPattern;
import dev.sallyport.policy.match.IpAddress;
import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.match.Ports;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The other end of a connection as text, as records have it: {@code 203.0.113.7:443}, {@code
 * api.example.com (203.0.113.7:443)}, or {@code api.example.com:443}.
 *
 * @param name empty where it is none
 */
public record PeerText(String name, InetAddress address, int port) {
  /** What stands for the address of a name that is written without one (RFC 5737). */
  private static final String ANY_PUBLIC = "192.0.2.1";

  private static final String LOOPBACK = "127.0.0.1";
  private static final String UNSPECIFIED = "0.0.0.0";

  /** Parses one; nothing is looked up. */
  public static PeerText parse(String text) throws Malformed {
    int open = text.indexOf(" (");
    if (open > 0 && text.endsWith(")")) {
      PeerText numeric = parse(text.substring(open + 2, text.length() - 1));
      return new PeerText(
          HostPattern.normal(text.substring(0, open)), numeric.address(), numeric.port());
    }
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? text : text.substring(0, colon);
    if (colon <= 0) {
      throw new Malformed("port is missing", "write `api.example.com:443`");
    }
    int port = port(text.substring(colon + 1));
    InetAddress literal = literal(host);
    if (literal != null) {
      return new PeerText("", literal, port);
    }
    String name = HostPattern.normal(host);
    boolean local = name.equals("localhost") || name.endsWith(".localhost");
    return new PeerText(name, known(local ? LOOPBACK : ANY_PUBLIC), port);
  }

  /** Parses where is listened; a port alone stands for every local address. */
  static PeerText parseListen(String text) throws Malformed {
    return text.indexOf(':') < 0 ? new PeerText("", known(UNSPECIFIED), port(text)) : parse(text);
  }

  /** Its use. */
  public Request request(NetworkOperation operation) {
    return new Request.Network(operation, address, port, name.isEmpty() ? Set.of() : Set.of(name));
  }

  private static int port(String text) throws Malformed {
    Ports ports = Ports.parse(text);
    if (ports.first() != ports.last()) {
      throw new Malformed("port is not a single one", "write a number");
    }
    return ports.first();
  }

  private static @Nullable InetAddress literal(String host) {
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    String bare = bracketed ? host.substring(1, host.length() - 1) : host;
    int zone = bare.indexOf('%');
    IpAddress address = IpAddress.parse(zone < 0 ? bare : bare.substring(0, zone));
    return address == null ? null : address(address);
  }

  private static InetAddress known(String literal) {
    InetAddress address = literal(literal);
    if (address == null) {
      throw new IllegalStateException(literal);
    }
    return address;
  }

  private static InetAddress address(IpAddress address) {
    byte[] bytes =
        ByteBuffer.allocate(2 * Long.BYTES).putLong(address.high()).putLong(address.low()).array();
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
