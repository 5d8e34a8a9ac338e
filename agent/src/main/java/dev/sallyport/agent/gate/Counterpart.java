package dev.sallyport.agent.gate;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom bytes are for, as far as is known.
 *
 * @param address null where only a name is known
 * @param port 0 where it is not known
 * @param names that lead there, lower case
 * @param secure whether they will be encrypted
 */
record Counterpart(@Nullable InetAddress address, int port, Set<String> names, boolean secure) {

  private static final List<String> UNKNOWN = List.of("?:0");

  /** Its names, and its address, as a URL has them. */
  List<String> hosts() {
    List<String> hosts = new ArrayList<>(names);
    if (address != null) {
      hosts.add(literal(address));
    }
    return hosts;
  }

  private static String literal(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    String plain = zone < 0 ? text : text.substring(0, zone);
    return address instanceof Inet6Address ? "[".concat(plain).concat("]") : plain;
  }

  /** The same, each with the port; at least one. */
  List<String> authorities() {
    List<String> hosts = hosts();
    int known = portOr(usualPort());
    for (int i = 0; i < hosts.size(); i++) {
      hosts.set(i, Authority.of(hosts.get(i), known));
    }
    return hosts.isEmpty() ? UNKNOWN : hosts;
  }

  String scheme() {
    return secure ? "https://" : "http://";
  }

  int portOr(int other) {
    return port > 0 ? port : other;
  }

  /** The port of the scheme. */
  int usualPort() {
    return secure ? 443 : 80;
  }
}
