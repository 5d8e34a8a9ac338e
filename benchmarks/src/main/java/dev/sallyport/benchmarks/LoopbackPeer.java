package dev.sallyport.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A server on the loopback address that answers each request without a body with the same text, on
 * connections that are kept, and does as little as can be for it.
 */
final class LoopbackPeer implements AutoCloseable {
  static final String TEXT = "what the peer says";

  private static final int QUEUE = 512;
  private static final byte[] ANSWER =
      """
      HTTP/1.1 200 OK\r
      Content-Type: text/plain\r
      Content-Length: %d\r
      \r
      %s"""
          .formatted(TEXT.length(), TEXT)
          .getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket server;

  LoopbackPeer() throws IOException {
    server = new ServerSocket(0, QUEUE, InetAddress.getLoopbackAddress());
    inBackground(this::acceptAll);
  }

  int port() {
    return server.getLocalPort();
  }

  private void acceptAll() {
    while (!server.isClosed()) {
      try {
        Socket connection = server.accept();
        inBackground(() -> answerAll(connection));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static void answerAll(Socket connection) {
    try (connection;
        InputStream in = new BufferedInputStream(connection.getInputStream())) {
      connection.setTcpNoDelay(true);
      int lineFeeds = 0;
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next == '\n' && ++lineFeeds == 2) {
          connection.getOutputStream().write(ANSWER);
          lineFeeds = 0;
        } else if (next != '\n' && next != '\r') {
          lineFeeds = 0;
        }
      }
    } catch (IOException e) {
      // The client has gone, which is how a connection ends.
    }
  }

  private static void inBackground(Runnable work) {
    Thread thread = new Thread(work, "loopback peer");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
