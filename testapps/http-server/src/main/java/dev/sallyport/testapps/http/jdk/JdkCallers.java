package dev.sallyport.testapps.http.jdk;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.HttpCallers;
import java.net.http.HttpClient;
import java.util.List;

/**
 * {@code java.net.http} with both versions of HTTP and as WebSocket, and {@code HttpURLConnection}.
 */
public final class JdkCallers implements HttpCallers {

  @Override
  public String library() {
    return "jdk";
  }

  @Override
  public List<HttpCaller> all() {
    return List.of(
        new JdkClient(HttpClient.Version.HTTP_1_1),
        new JdkClient(HttpClient.Version.HTTP_2),
        new JdkWebSocket(),
        new UrlConnection());
  }
}
