package dev.sallyport.agent.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

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
    Socket plain = new Socket();
    try {
      plain.connect(new InetSocketAddress(url.getHost(), port()), connectMillis);
      plain.setSoTimeout(readMillis);
      return isSecure() ? encrypt(plain) : plain;
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }

  private boolean isSecure() {
    return "https".equals(url.getScheme());
  }

  private int port() {
    int defaultPort = isSecure() ? 443 : 80;
    return url.getPort() < 0 ? defaultPort : url.getPort();
  }

  private Socket encrypt(Socket plain) throws IOException {
    SSLSocketFactory sockets = ownContext().getSocketFactory();
    SSLSocket socket = (SSLSocket) sockets.createSocket(plain, url.getHost(), port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    return socket;
  }

  /** Not the default context: the application may have put one in place that trusts anyone. */
  private static SSLContext ownContext() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, null, null);
      return context;
    } catch (GeneralSecurityException unusable) {
      throw new IOException(unusable);
    }
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
