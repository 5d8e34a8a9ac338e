package dev.sallyport.benchmarks;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import javax.net.SocketFactory;

/**
 * Sockets without a network: what is written goes nowhere, and what is read are answers without a
 * body, one after the other. So a client does all it does for a request, and no kernel or server
 * blurs what that takes.
 */
final class AnsweringSockets extends SocketFactory {
  @Override
  public Socket createSocket() {
    return new AnsweringSocket();
  }

  @Override
  public Socket createSocket(String host, int port) {
    return createSocket();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    return createSocket();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    return createSocket();
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort) {
    return createSocket();
  }

  private static final class AnsweringSocket extends Socket {
    @Override
    public void connect(SocketAddress endpoint, int timeout) {}

    @Override
    public boolean isConnected() {
      return true;
    }

    @Override
    public void setSoTimeout(int timeout) {}

    @Override
    public InputStream getInputStream() {
      return new Answers();
    }

    @Override
    public OutputStream getOutputStream() {
      return OutputStream.nullOutputStream();
    }
  }

  /** One answer for each read. */
  private static final class Answers extends InputStream {
    private static final byte[] ANSWER =
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private int next;

    @Override
    public int read() {
      int read = ANSWER[next];
      next = (next + 1) % ANSWER.length;
      return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      int count = Math.min(length, ANSWER.length - next);
      System.arraycopy(ANSWER, next, bytes, from, count);
      next = (next + count) % ANSWER.length;
      return count;
    }
  }
}
