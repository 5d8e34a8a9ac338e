package dev.sallyport.testapps.http.feign;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.Reply;
import dev.sallyport.testapps.http.Sending;
import feign.Client;
import feign.Request;
import feign.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code feign.Client.Default}. */
@SuppressWarnings("deprecation") // as most code has it
final class FeignCaller implements HttpCaller {
  private final Client client = new Client.Default(null, null);

  @Override
  public String name() {
    return "Feign";
  }

  @Override
  public Reply send(Sending sending) throws IOException {
    Map<String, Collection<String>> headers = new HashMap<>();
    sending.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    byte[] body = sending.body().isEmpty() ? null : sending.body().getBytes(StandardCharsets.UTF_8);
    Request request =
        Request.create(
            Request.HttpMethod.valueOf(sending.method()),
            sending.url(),
            headers,
            body,
            StandardCharsets.UTF_8,
            null);
    try (Response response = client.execute(request, new Request.Options())) {
      return new Reply(
          response.status(),
          new String(response.body().asInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** Nothing: its pool is the JVM's. */
  @Override
  public void close() {}
}
