package dev.sallyport.testapps;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** The address 127.0.0.1, made from its bytes: a name could resolve to ::1. */
final class Loopback {
  private Loopback() {}

  /** Any free port of 127.0.0.1. */
  static InetSocketAddress anyPort() {
    try {
      return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
    } catch (UnknownHostException e) {
      throw new AssertionError("four bytes are an address", e);
    }
  }
}
