package dev.sallyport.agent.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/** What a server sends, as long as all of it comes in time: the socket limits single reads only. */
final class TimedInput extends InputStream {
  private final Socket socket;
  private final InputStream in;
  private final long begin;
  private final long limitMillis;

  /**
   * @param begin of the whole, by {@link System#nanoTime}
   */
  TimedInput(Socket socket, long begin, long limitMillis) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.begin = begin;
    this.limitMillis = limitMillis;
  }

  @Override
  public int read() throws IOException {
    limit();
    return in.read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    limit();
    return in.read(bytes, offset, length);
  }

  private void limit() throws IOException {
    long left = limitMillis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    if (left <= 0) {
      throw new SocketTimeoutException("took too long");
    }
    socket.setSoTimeout((int) left);
  }
}
