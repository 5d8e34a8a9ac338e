package dev.sallyport.agent.inbound;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a connection leads from and to.
 *
 * @param local whether it came to a loopback address, or it is not known where to
 * @param peer address and port that it came from; empty where they are not known
 */
record Ends(boolean local, String peer) {

  /** By the addresses as texts. */
  static Ends of(@Nullable Object local, @Nullable Object peer, @Nullable Object port) {
    return new Ends(
        local == null || isLoopback(local.toString()),
        peer == null ? "" : peer.toString().concat(":").concat(String.valueOf(port)));
  }

  /** By the addresses of its sockets. */
  static Ends of(@Nullable Object local, @Nullable Object peer) {
    return new Ends(
        !(local instanceof InetSocketAddress to)
            || to.getAddress() == null
            || to.getAddress().isLoopbackAddress(),
        peer instanceof InetSocketAddress from && from.getAddress() != null
            ? from.getAddress()
                .getHostAddress()
                .concat(":")
                .concat(Integer.toString(from.getPort()))
            : "");
  }

  /** Of the spellings in which servers show an address. */
  private static boolean isLoopback(String shown) {
    String address = shown.startsWith("[") ? shown.substring(1, shown.length() - 1) : shown;
    int zone = address.indexOf('%');
    address = zone < 0 ? address : address.substring(0, zone);
    return address.startsWith("127.")
        || address.equals("::1")
        || address.equals("0:0:0:0:0:0:0:1")
        || address.startsWith("::ffff:127.");
  }
}
