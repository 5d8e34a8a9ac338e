package dev.sallyport.testapps.http.jdk;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.Reply;
import dev.sallyport.testapps.http.Sending;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** {@code java.net.HttpURLConnection}. */
final class UrlConnection implements HttpCaller {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int FIRST_FAILURE = 400;

  @Override
  public String name() {
    return "HttpURLConnection";
  }

  @Override
  @SuppressWarnings("deprecation") // the constructor that takes any text, as most code does
  public Reply send(Sending sending) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(sending.url()).openConnection();
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    connection.setRequestMethod(sending.method());
    sending.headers().forEach(connection::setRequestProperty);
    if (!sending.body().isEmpty()) {
      connection.setDoOutput(true);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(sending.body().getBytes(StandardCharsets.UTF_8));
      }
    }
    int status = connection.getResponseCode();
    try (InputStream in =
        status < FIRST_FAILURE ? connection.getInputStream() : connection.getErrorStream()) {
      return new Reply(status, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** Nothing: its pool is the JVM's. */
  @Override
  public void close() {}
}
