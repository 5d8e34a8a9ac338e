package dev.sallyport.testapps;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Stands for an internal service: listens on a free port of 127.0.0.1, gives every HTTP request the
 * same answer, and keeps what arrived.
 *
 * <p>The kernel completes a connection before anyone accepts it. So a count first connects by
 * itself and waits for that to be accepted: the queue is in order, and whoever came before has then
 * been counted. A count of zero really is one.
 */
public final class LoopbackListener implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ServerSocket socket;
  private final byte[] answer;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final Set<Integer> own = new HashSet<>();
  private int accepted;

  private LoopbackListener(String answer) {
    this.answer = answer.getBytes(StandardCharsets.UTF_8);
    try {
      socket = new ServerSocket();
      socket.bind(Loopback.anyPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    inBackground(this::accept);
  }

  /** Answers every request with 200 and this text. */
  public static LoopbackListener answering(String body) {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return new LoopbackListener(
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: "
            + length
            + "\r\n\r\n"
            + body);
  }

  /** Answers every request with 302 to this location. */
  public static LoopbackListener redirecting(URI location) {
    return new LoopbackListener(
        "HTTP/1.1 302 Found\r\nConnection: close\r\nContent-Length: 0\r\nLocation: "
            + location
            + "\r\n\r\n");
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return socket.getLocalPort();
  }

  /** The root of the service, as a URL. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port() + "/");
  }

  /** How many connections reached this service. */
  public int accepted() {
    settle();
    synchronized (this) {
      return accepted;
    }
  }

  /** How many bytes reached this service. */
  public int receivedBytes() {
    return received().length();
  }

  /** What reached this service over all connections, one character for each byte. */
  public String received() {
    settle();
    synchronized (this) {
      return received.toString(StandardCharsets.ISO_8859_1);
    }
  }

  /**
   * Waits for bytes from a connection that was made and not answered yet.
   *
   * @throws AssertionError if they did not come in time
   */
  public synchronized void awaitReceived(int bytes) {
    Conditions.await(this, PATIENCE, () -> received.size() >= bytes);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void settle() {
    try (Socket probe = new Socket()) {
      probe.bind(Loopback.anyPort());
      int port = probe.getLocalPort();
      synchronized (this) {
        own.add(port);
      }
      probe.connect(socket.getLocalSocketAddress(), (int) PATIENCE.toMillis());
      synchronized (this) {
        Conditions.await(this, PATIENCE, () -> !own.contains(port));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        if (isForeign(connection)) {
          inBackground(() -> answer(connection));
        } else {
          connection.close();
        }
      } catch (IOException e) {
        // Closed, or the client left while it was being accepted.
      }
    }
  }

  private synchronized boolean isForeign(Socket connection) {
    boolean foreign = !own.remove(connection.getPort());
    if (foreign) {
      accepted++;
    }
    notifyAll();
    return foreign;
  }

  private void answer(Socket connection) {
    try (connection;
        InputStream in = new BufferedInputStream(connection.getInputStream())) {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) receive(in));
      }
      for (int left = contentLength(head.toString()); left > 0; left--) {
        receive(in);
      }
      connection.getOutputStream().write(answer);
    } catch (IOException e) {
      // The client left: what it sent until then is kept.
    }
  }

  private int receive(InputStream in) throws IOException {
    int b = in.read();
    if (b < 0) {
      throw new IOException("the client left");
    }
    synchronized (this) {
      received.write(b);
      notifyAll();
    }
    return b;
  }

  private static int contentLength(String head) {
    return head.lines()
        .map(line -> line.toLowerCase(Locale.ROOT))
        .filter(line -> line.startsWith("content-length:"))
        .map(line -> Integer.parseInt(line.substring("content-length:".length()).strip()))
        .findFirst()
        .orElse(0);
  }

  private static void inBackground(Runnable work) {
    Thread thread = new Thread(work, "loopback listener");
    thread.setDaemon(true);
    thread.start();
  }
}
