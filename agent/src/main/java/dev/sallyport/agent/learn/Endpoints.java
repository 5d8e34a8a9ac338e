package dev.sallyport.agent.learn;

import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.read.PeerText;
import java.net.Inet6Address;
import java.net.InetAddress;

/** The other end of a connection, as records and policies have it. */
final class Endpoints {
  private Endpoints() {}

  /**
   * Where to.
   *
   * @param connect the name, where it is known, else the address, with the port
   * @param listen the address with the port, or the port alone for every local address
   */
  record Use(String connect, String listen) {}

  /** Of the target of a record; empty texts where it is none. */
  static Use of(String target) {
    PeerText peer;
    try {
      peer = PeerText.parse(target);
    } catch (Malformed e) {
      return new Use("", "");
    }
    String address = peer.name().isEmpty() || target.endsWith(")") ? text(peer.address()) : "";
    String host = peer.name().isEmpty() ? address : peer.name();
    boolean any = !address.isEmpty() && peer.address().isAnyLocalAddress();
    String listen = any ? Integer.toString(peer.port()) : host + ":" + peer.port();
    return new Use(host + ":" + peer.port(), listen);
  }

  private static String text(InetAddress address) {
    String text = address.getHostAddress();
    return address instanceof Inet6Address ? "[" + text + "]" : text;
  }
}
