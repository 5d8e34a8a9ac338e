package dev.sallyport.agent.export;

import dev.sallyport.agent.http.Peer;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends records to a receiver of syslog, on a connection that is kept.
 *
 * <p>Syslog has no answers: what was written and not yet received when a connection breaks is lost,
 * and nobody knows. That the receiver ended the connection is looked for before each batch.
 */
final class SyslogCarrier implements Carrier {
  private static final int CONNECT_MILLIS = 5_000;

  /** How long is listened for an end of the connection, which is there already or not. */
  private static final int LISTEN_MILLIS = 1;

  private final Peer receiver;
  private final SyslogMessage message;
  private volatile @Nullable Socket connection;
  private volatile boolean closed;

  SyslogCarrier(Peer receiver, SyslogMessage message) {
    this.receiver = receiver;
    this.message = message;
  }

  @Override
  public void carry(List<Exported> records) throws IOException {
    ByteArrayOutputStream frames = new ByteArrayOutputStream(512 * records.size());
    for (Exported record : records) {
      message.write(record, frames);
    }
    try {
      Socket socket = connected();
      socket.getOutputStream().write(frames.toByteArray());
      socket.getOutputStream().flush();
    } catch (IOException | RuntimeException broken) {
      disconnect();
      throw broken;
    }
  }

  private Socket connected() throws IOException {
    Socket socket = connection;
    if (socket != null && !isOpen(socket)) {
      disconnect();
      socket = null;
    }
    if (socket == null) {
      socket = receiver.connect(CONNECT_MILLIS, LISTEN_MILLIS);
      connection = socket;
      if (closed) {
        throw new EOFException("closed meanwhile");
      }
    }
    return socket;
  }

  private static boolean isOpen(Socket socket) {
    try {
      return socket.getInputStream().read() >= 0;
    } catch (SocketTimeoutException nothingToRead) {
      return true;
    } catch (IOException reset) {
      return false;
    }
  }

  private void disconnect() {
    Socket socket = connection;
    connection = null;
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException gone) {
        // It is not used any more either way.
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    disconnect();
  }
}
