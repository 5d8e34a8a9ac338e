package dev.sallyport.agent.http;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;

/**
 * A URL that the agent itself talks to, in HTTP/1.1 (RFC 9112).
 *
 * <p>The JDK's clients don't serve here. The newer one connects, writes and reads on a selector
 * thread that it makes itself, and the gates could not tell that thread from the application's. The
 * older one obeys what the application sets for the whole process: cookies, authenticators, stream
 * handlers. Both are hooked by other agents, which would trace the sending of traces.
 */
public record Endpoint(URI url) {

  /**
   * A new connection, encrypted where the URL says so.
   *
   * @param connectMillis how long connecting may take
   * @param readMillis how long a read may wait
   */
  public Socket connect(int connectMillis, int readMillis) throws IOException {
    return new Peer(url.getHost(), port(), isSecure()).connect(connectMillis, readMillis);
  }

  private boolean isSecure() {
    return "https".equals(url.getScheme());
  }

  private int port() {
    int defaultPort = isSecure() ? 443 : 80;
    return url.getPort() < 0 ? defaultPort : url.getPort();
  }

  /** How a request begins, for a connection that ends with its answer. */
  public StringBuilder head(String method) {
    StringBuilder head = new StringBuilder(256);
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    head.append(method).append(' ').append(path);
    if (url.getRawQuery() != null) {
      head.append('?').append(url.getRawQuery());
    }
    head.append(" HTTP/1.1\r\nHost: ").append(url.getHost());
    if (url.getPort() >= 0) {
      head.append(':').append(url.getPort());
    }
    return head.append("\r\nConnection: close\r\n");
  }
}
