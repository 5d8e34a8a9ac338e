package dev.sallyport.benchmarks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A connection to an HTTP server that is used again and again, with as little work as can be. */
final class KeptConnection implements AutoCloseable {
  private static final String SESSION = "mcp-session-id:";

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private String session = "";

  KeptConnection(URI endpoint) throws IOException {
    socket = new Socket(endpoint.getHost(), endpoint.getPort());
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /** A POST of a JSON-RPC message, ready to be sent. */
  static byte[] request(URI endpoint, String message, String authorization) {
    return request("POST", endpoint, message, "Authorization: " + authorization);
  }

  /**
   * A request, ready to be sent.
   *
   * @param header one more, name and value
   */
  static byte[] request(String method, URI endpoint, String message, String header) {
    return """
        %s %s HTTP/1.1\r
        Host: %s\r
        Content-Type: application/json\r
        Accept: application/json, text/event-stream\r
        %s\r
        Content-Length: %d\r
        \r
        %s"""
        .formatted(
            method, endpoint.getPath(), endpoint.getAuthority(), header, message.length(), message)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** The session that an answer named last, empty before. */
  String session() {
    return session;
  }

  /** Sends a request and reads the answer to its end. */
  String exchange(byte[] request) throws IOException {
    out.write(request);
    String status = line();
    int length = 0;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring("content-length:".length()).strip());
      }
      if (lower.startsWith(SESSION)) {
        session = header.substring(SESSION.length()).strip();
      }
      chunked |= lower.startsWith("transfer-encoding:");
    }
    return status + "\n" + (chunked ? chunks() : text(length));
  }

  private String chunks() throws IOException {
    StringBuilder body = new StringBuilder();
    for (int size = size(); size > 0; size = size()) {
      body.append(text(size));
      line();
    }
    line();
    return body.toString();
  }

  private int size() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private String text(int length) throws IOException {
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
