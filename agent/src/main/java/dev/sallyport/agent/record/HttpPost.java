package dev.sallyport.agent.record;

import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One HTTP/1.1 POST on a connection of its own (RFC 9112), all of it on the calling thread.
 *
 * <p>The JDK's clients don't serve here. The newer one connects, writes and reads on a selector
 * thread that it makes itself, and the gates could not tell that thread from the application's. The
 * older one obeys what the application sets for the whole process: cookies, authenticators, stream
 * handlers. Both are hooked by other agents, which would trace the sending of traces.
 */
final class HttpPost {
  private static final int LONGEST_STATUS_LINE = 256;

  private final HttpSenderConfig config;
  private final URI endpoint;
  private final boolean secure;
  private final int port;

  HttpPost(HttpSenderConfig config) {
    this.config = config;
    this.endpoint = config.getEndpoint();
    this.secure = "https".equals(endpoint.getScheme());
    int defaultPort = secure ? 443 : 80;
    this.port = endpoint.getPort() < 0 ? defaultPort : endpoint.getPort();
  }

  /** What the server said. Its body is not read: nothing would be done about it. */
  record Answer(int getStatusCode, String getStatusMessage) implements HttpResponse {
    boolean accepted() {
      return getStatusCode >= 200 && getStatusCode < 300;
    }

    @Override
    public byte[] getResponseBody() {
      return new byte[0];
    }
  }

  URI endpoint() {
    return endpoint;
  }

  Answer send(MessageWriter message) throws IOException {
    try (Socket plain = new Socket()) {
      plain.connect(
          new InetSocketAddress(endpoint.getHost(), port),
          (int) config.getConnectTimeout().toMillis());
      plain.setSoTimeout((int) config.getTimeout().toMillis());
      if (!secure) {
        return exchange(plain, message);
      }
      try (Socket encrypted = encrypt(plain)) {
        return exchange(encrypted, message);
      }
    }
  }

  private Socket encrypt(Socket plain) throws IOException {
    SSLSocketFactory sockets = ownContext().getSocketFactory();
    SSLSocket socket = (SSLSocket) sockets.createSocket(plain, endpoint.getHost(), port, true);
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

  private Answer exchange(Socket socket, MessageWriter message) throws IOException {
    OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 8192);
    out.write(head(message.getContentLength()).getBytes(StandardCharsets.ISO_8859_1));
    message.writeMessage(out);
    out.flush();
    return answer(statusLine(socket.getInputStream()));
  }

  private String head(int length) throws ProtocolException {
    StringBuilder head = new StringBuilder(256);
    String path = endpoint.getRawPath().isEmpty() ? "/" : endpoint.getRawPath();
    head.append("POST ").append(path);
    if (endpoint.getRawQuery() != null) {
      head.append('?').append(endpoint.getRawQuery());
    }
    head.append(" HTTP/1.1\r\n");
    field("Host", endpoint.getPort() < 0 ? endpoint.getHost() : hostAndPort(), head);
    field("Content-Type", config.getContentType(), head);
    field("Content-Length", Integer.toString(length), head);
    field("Connection", "close", head);
    for (Map.Entry<String, List<String>> header : config.getHeadersSupplier().get().entrySet()) {
      for (String value : header.getValue()) {
        field(header.getKey(), value, head);
      }
    }
    return head.append("\r\n").toString();
  }

  private String hostAndPort() {
    return endpoint.getHost() + ':' + endpoint.getPort();
  }

  private static void field(String name, String value, StringBuilder head)
      throws ProtocolException {
    if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
      throw new ProtocolException("line break in header " + name);
    }
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private static String statusLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    int next = in.read();
    while (next >= 0 && next != '\n' && line.length() < LONGEST_STATUS_LINE) {
      line.append((char) next);
      next = in.read();
    }
    return line.toString().strip();
  }

  private static Answer answer(String statusLine) throws ProtocolException {
    String[] parts = statusLine.split(" ", 3);
    if (parts.length < 2 || !parts[0].startsWith("HTTP/1.") || !parts[1].matches("[1-5][0-9]{2}")) {
      throw new ProtocolException("not an HTTP answer");
    }
    return new Answer(Integer.parseInt(parts[1]), parts.length == 3 ? parts[2] : "");
  }
}
