package dev.sallyport.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A server on the loopback address that accepts connections, and closes each at once. */
final class DroppingServer implements AutoCloseable {
  private static final int QUEUE = 128;

  private final ServerSocket server;

  DroppingServer() throws IOException {
    server = new ServerSocket(0, QUEUE, InetAddress.getLoopbackAddress());
    Thread accepting = new Thread(this::acceptAll, "accepting");
    accepting.setDaemon(true);
    accepting.start();
  }

  int port() {
    return server.getLocalPort();
  }

  private void acceptAll() {
    while (!server.isClosed()) {
      try {
        server.accept().close();
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
