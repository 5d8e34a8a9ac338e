package dev.sallyport.policy.reference;

import dev.sallyport.policy.decide.NetworkOperation;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Hosts, ports and the floor, as docs/policy.md has them. */
final class ReferenceNetwork {
  /** By hand, so that nothing of an address is worked out here. */
  static final Map<String, Set<String>> CLASSES =
      Map.ofEntries(
          Map.entry("203.0.113.7", Set.of()),
          Map.entry("203.0.113.200", Set.of()),
          Map.entry("2001:db8::1", Set.of()),
          Map.entry("2001:db8:1::1", Set.of()),
          Map.entry("172.15.0.1", Set.of()),
          Map.entry("172.32.0.1", Set.of()),
          Map.entry("10.0.0.1", Set.of("private")),
          Map.entry("10.20.30.40", Set.of("private")),
          Map.entry("172.16.0.1", Set.of("private")),
          Map.entry("172.31.255.255", Set.of("private")),
          Map.entry("192.168.1.1", Set.of("private")),
          Map.entry("100.64.0.1", Set.of("private")),
          Map.entry("fc00::1", Set.of("private")),
          Map.entry("127.0.0.1", Set.of("loopback")),
          Map.entry("127.9.9.9", Set.of("loopback")),
          Map.entry("::1", Set.of("loopback")),
          Map.entry("0.0.0.0", Set.of("loopback")),
          Map.entry("169.254.1.1", Set.of("link-local")),
          Map.entry("fe80::1", Set.of("link-local")),
          Map.entry("169.254.169.254", Set.of("metadata", "link-local")),
          Map.entry("169.254.170.2", Set.of("metadata", "link-local")),
          Map.entry("100.100.100.200", Set.of("metadata", "private")),
          Map.entry("fd00:ec2::254", Set.of("metadata", "private")),
          Map.entry("224.0.0.251", Set.of("multicast")),
          Map.entry("255.255.255.255", Set.of("multicast")),
          Map.entry("ff02::1", Set.of("multicast")),
          Map.entry("64:ff9b::a00:1", Set.of("private")),
          Map.entry("64:ff9b::a9fe:a9fe", Set.of("metadata", "link-local")),
          Map.entry("2002:7f00:1::", Set.of("loopback")));

  private static final Set<String> ALL =
      Set.of("metadata", "loopback", "link-local", "private", "multicast");

  private ReferenceNetwork() {}

  /** A host and what its names are, where an address is asked for; or a name alone. */
  record Target(String address, Set<String> names, int port) {
    boolean isName() {
      return address.isEmpty();
    }
  }

  static boolean isBelowTheFloor(Map<String, Object> policy, Target target) {
    Map<String, Object> egress = Tree.map(policy, "egress");
    Set<String> denied = egress.containsKey("deny") ? Set.copyOf(Tree.texts(egress, "deny")) : ALL;
    Set<String> classes =
        target.isName()
            ? target.names().contains("localhost") ? Set.of("loopback") : Set.of()
            : CLASSES.get(target.address());
    List<String> allowed = Tree.texts(egress, "allow");
    for (String of : classes) {
      if (denied.contains(of)
          && (classes.contains("metadata")
              ? !isNamedItself(allowed, target)
              : !covers(allowed, target))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNamedItself(List<String> endpoints, Target target) {
    for (String endpoint : endpoints) {
      if (host(endpoint).equals(target.address()) && isPort(port(endpoint), target.port())) {
        return true;
      }
    }
    return false;
  }

  static boolean grants(Map<String, Object> entry, NetworkOperation operation, Target target) {
    return switch (operation) {
      case CONNECT ->
          covers(Tree.texts(entry, "net"), target)
              || covers(ReferenceHttp.endpoints(entry), target);
      case SEND -> covers(Tree.texts(entry, "net"), target);
      case LISTEN, JOIN -> covers(Tree.texts(entry, "listen"), target);
      case LISTEN_FOR_ANSWERS ->
          covers(Tree.texts(entry, "listen"), target) || !Tree.texts(entry, "net").isEmpty();
    };
  }

  static boolean covers(List<String> endpoints, Target target) {
    for (String endpoint : endpoints) {
      if (isHost(host(endpoint), target) && isPort(port(endpoint), target.port())) {
        return true;
      }
    }
    return false;
  }

  /** Whether a name may be looked up. Listening on any host is listening on none by name. */
  static boolean resolves(Map<String, Object> entry, String name) {
    Target target = new Target("", Set.of(name), 0);
    for (String endpoint : Tree.texts(entry, "listen")) {
      if (!host(endpoint).equals("*") && isHost(host(endpoint), target)) {
        return true;
      }
    }
    return isSomeHost(Tree.texts(entry, "net"), target)
        || isSomeHost(ReferenceHttp.endpoints(entry), target);
  }

  static boolean reverses(Map<String, Object> entry, Target target) {
    return isSomeHost(Tree.texts(entry, "net"), target)
        || isSomeHost(ReferenceHttp.endpoints(entry), target);
  }

  private static boolean isSomeHost(List<String> endpoints, Target target) {
    for (String endpoint : endpoints) {
      if (isHost(host(endpoint), target)) {
        return true;
      }
    }
    return false;
  }

  /** A port alone is any local address. */
  private static String host(String endpoint) {
    int colon = endpoint.lastIndexOf(':');
    String host = colon < 0 ? "*" : endpoint.substring(0, colon);
    return host.replace("[", "").replace("]", "");
  }

  private static String port(String endpoint) {
    return endpoint.substring(endpoint.lastIndexOf(':') + 1);
  }

  private static boolean isPort(String written, int port) {
    if (written.equals("*")) {
      return true;
    }
    String[] ends = written.split("-", -1);
    return port >= Integer.parseInt(ends[0]) && port <= Integer.parseInt(ends[ends.length - 1]);
  }

  private static boolean isHost(String written, Target target) {
    if (written.equals("*")) {
      return true;
    }
    if (written.contains("/")) {
      String[] block = written.split("/", -1);
      return !target.isName() && isIn(target.address(), block[0], Integer.parseInt(block[1]));
    }
    if (CLASSES.containsKey(written)) {
      return written.equals(target.address());
    }
    if (written.equals("localhost")
        && (target.address().startsWith("127.") || target.address().equals("::1"))) {
      return true;
    }
    for (String name : target.names()) {
      if (written.startsWith("*.")
          ? name.endsWith(written.substring(1)) && name.length() >= written.length()
          : name.equals(written)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isIn(String address, String block, int bits) {
    byte[] one = bytes(address);
    byte[] other = bytes(block);
    int rest = 8 * one.length - bits;
    return one.length == other.length
        && new BigInteger(1, one)
            .shiftRight(rest)
            .equals(new BigInteger(1, other).shiftRight(rest));
  }

  private static byte[] bytes(String address) {
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      throw new AssertionError(address, e);
    }
  }
}
