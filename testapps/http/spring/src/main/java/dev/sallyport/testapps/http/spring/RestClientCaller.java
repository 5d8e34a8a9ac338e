package dev.sallyport.testapps.http.spring;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.Reply;
import dev.sallyport.testapps.http.Sending;
import java.net.URI;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** {@code RestClient} over a client. */
final class RestClientCaller implements HttpCaller {
  private final String name;
  private final RestClient client;

  RestClientCaller(String name, ClientHttpRequestFactory factory) {
    this.name = name;
    client = RestClient.builder().requestFactory(factory).build();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Reply send(Sending sending) {
    RestClient.RequestBodySpec request =
        client
            .method(HttpMethod.valueOf(sending.method()))
            .uri(URI.create(sending.url()))
            .headers(headers -> sending.headers().forEach(headers::add));
    if (!sending.body().isEmpty()) {
      request.body(sending.body());
    }
    ResponseEntity<String> response = request.retrieve().toEntity(String.class);
    String body = response.getBody();
    return new Reply(response.getStatusCode().value(), body == null ? "" : body);
  }

  /** Nothing: the client below ends with the server. */
  @Override
  public void close() {}
}
