package dev.sallyport.agent.client;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code java.net.http}. */
final class JdkClientReader implements HopReader {

  @Override
  public Hop read(@Nullable Object a, @Nullable Object b, @Nullable Object argument) {
    HttpRequest request = (HttpRequest) a;
    List<Header> headers = new ArrayList<>();
    for (Map.Entry<String, List<String>> header : request.headers().map().entrySet()) {
      for (String value : header.getValue()) {
        headers.add(new Header(header.getKey(), value));
      }
    }
    return new Hop(request.method(), String.valueOf(request.uri()), headers);
  }
}
