package dev.sallyport.testapps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The datagram twin of {@link LoopbackListener}: keeps what arrives on a free port of 127.0.0.1.
 * Before it tells, it sends itself a datagram and waits for it, so that all that was sent before
 * has been counted.
 */
public final class UdpListener implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int LARGEST_DATAGRAM = 65_535;

  private final DatagramSocket socket;
  private final List<String> received = new ArrayList<>();
  private final Set<Integer> own = new HashSet<>();

  private UdpListener() {
    try {
      socket = new DatagramSocket(Loopback.anyPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::receive, "udp listener");
    thread.setDaemon(true);
    thread.start();
  }

  /** Opens a listener. */
  public static UdpListener open() {
    return new UdpListener();
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return socket.getLocalPort();
  }

  /** The datagrams that arrived, one character for each byte. */
  public List<String> received() {
    settle();
    synchronized (this) {
      return List.copyOf(received);
    }
  }

  @Override
  public void close() {
    socket.close();
  }

  private void settle() {
    try (DatagramSocket probe = new DatagramSocket(Loopback.anyPort())) {
      int port = probe.getLocalPort();
      synchronized (this) {
        own.add(port);
        probe.send(new DatagramPacket(new byte[0], 0, socket.getLocalSocketAddress()));
        Conditions.await(this, PATIENCE, () -> !own.contains(port));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void receive() {
    DatagramPacket packet = new DatagramPacket(new byte[LARGEST_DATAGRAM], LARGEST_DATAGRAM);
    while (!socket.isClosed()) {
      try {
        packet.setLength(LARGEST_DATAGRAM);
        socket.receive(packet);
        add(packet);
      } catch (IOException e) {
        // Closed.
      }
    }
  }

  private synchronized void add(DatagramPacket packet) {
    if (!own.remove(packet.getPort())) {
      received.add(
          new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1));
    }
    notifyAll();
  }
}
