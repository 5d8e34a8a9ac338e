package dev.sallyport.agent.gate;

import java.net.InetAddress;

/** The other end of a connection. */
sealed interface Peer {

  /** An address of the Internet, and a port. */
  record Inet(InetAddress address, int port) implements Peer {}

  /**
   * A socket in the file system.
   *
   * @param path as {@link UnixAddress} tells it
   */
  record Unix(Object path) implements Peer {}
}
