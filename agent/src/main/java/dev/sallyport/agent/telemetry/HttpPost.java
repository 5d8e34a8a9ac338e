package dev.sallyport.agent.telemetry;

import dev.sallyport.agent.http.Endpoint;
import dev.sallyport.agent.http.StatusLine;
import io.opentelemetry.sdk.common.export.Compressor;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Posts a message as OpenTelemetry wants it, on a connection of its own. */
final class HttpPost {
  private final HttpSenderConfig config;
  private final Endpoint endpoint;

  HttpPost(HttpSenderConfig config) {
    this.config = config;
    this.endpoint = new Endpoint(config.getEndpoint());
  }

  /** What the server said. Its body is not read: nothing would be done about it. */
  record Answer(StatusLine status) implements HttpResponse {
    boolean accepted() {
      return status.isSuccess();
    }

    @Override
    public int getStatusCode() {
      return status.code();
    }

    @Override
    public String getStatusMessage() {
      return status.text();
    }

    @Override
    public byte[] getResponseBody() {
      return new byte[0];
    }
  }

  URI endpoint() {
    return endpoint.url();
  }

  Answer send(MessageWriter message) throws IOException {
    try (Socket socket =
        endpoint.connect(
            (int) config.getConnectTimeout().toMillis(), (int) config.getTimeout().toMillis())) {
      OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 8192);
      Compressor compressor = config.getCompressor();
      if (compressor == null) {
        out.write(head(message.getContentLength(), "").getBytes(StandardCharsets.ISO_8859_1));
        message.writeMessage(out);
      } else {
        byte[] body = compressed(message, compressor);
        String head = head(body.length, compressor.getEncoding());
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
      }
      out.flush();
      return new Answer(StatusLine.read(socket.getInputStream()));
    }
  }

  private static byte[] compressed(MessageWriter message, Compressor compressor)
      throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream(message.getContentLength());
    try (OutputStream compressing = compressor.compress(body)) {
      message.writeMessage(compressing);
    }
    return body.toByteArray();
  }

  private String head(int length, String encoding) throws ProtocolException {
    StringBuilder head = endpoint.head("POST");
    field("Content-Type", config.getContentType(), head);
    field("Content-Length", Integer.toString(length), head);
    if (!encoding.isEmpty()) {
      field("Content-Encoding", encoding, head);
    }
    for (Map.Entry<String, List<String>> header : config.getHeadersSupplier().get().entrySet()) {
      for (String value : header.getValue()) {
        field(header.getKey(), value, head);
      }
    }
    return head.append("\r\n").toString();
  }

  private static void field(String name, String value, StringBuilder head)
      throws ProtocolException {
    if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
      throw new ProtocolException("line break in header " + name);
    }
    head.append(name).append(": ").append(value).append("\r\n");
  }
}
