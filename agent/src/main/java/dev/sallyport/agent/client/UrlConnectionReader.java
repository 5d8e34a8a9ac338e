package dev.sallyport.agent.client;

import java.net.HttpURLConnection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code java.net.HttpURLConnection}. */
final class UrlConnectionReader implements HopReader {

  @Override
  public Hop read(@Nullable Object a, @Nullable Object b, @Nullable Object argument) {
    HttpURLConnection connection = (HttpURLConnection) a;
    return new Hop(connection.getRequestMethod(), connection.getURL().toExternalForm(), List.of());
  }
}
