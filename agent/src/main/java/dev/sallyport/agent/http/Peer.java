package dev.sallyport.agent.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Another machine that the agent itself talks to.
 *
 * @param host a name or an address
 * @param secure whether encrypted; then its certificate has to be for that host (RFC 6125), and be
 *     trusted by what this JVM trusts
 */
public record Peer(String host, int port, boolean secure) {

  /**
   * A new connection, encrypted already where it is to be.
   *
   * @param connectMillis how long connecting may take
   * @param readMillis how long a read may wait
   */
  public Socket connect(int connectMillis, int readMillis) throws IOException {
    Socket plain = new Socket();
    try {
      plain.connect(new InetSocketAddress(host, port), connectMillis);
      plain.setSoTimeout(connectMillis);
      Socket socket = secure ? encrypt(plain) : plain;
      socket.setSoTimeout(readMillis);
      return socket;
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }

  private Socket encrypt(Socket plain) throws IOException {
    SSLSocketFactory sockets = ownContext().getSocketFactory();
    SSLSocket socket = (SSLSocket) sockets.createSocket(plain, host, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
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
}
