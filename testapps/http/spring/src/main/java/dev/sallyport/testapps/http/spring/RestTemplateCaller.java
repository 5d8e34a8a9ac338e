package dev.sallyport.testapps.http.spring;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.Reply;
import dev.sallyport.testapps.http.Sending;
import java.net.URI;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestTemplate;

/** {@code RestTemplate} over a client. */
final class RestTemplateCaller implements HttpCaller {
  private final String name;
  private final RestTemplate client;

  RestTemplateCaller(String name, ClientHttpRequestFactory factory) {
    this.name = name;
    client = new RestTemplate(factory);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Reply send(Sending sending) {
    HttpHeaders headers = new HttpHeaders();
    sending.headers().forEach(headers::add);
    ResponseEntity<String> response =
        client.exchange(
            URI.create(sending.url()),
            HttpMethod.valueOf(sending.method()),
            new HttpEntity<>(sending.body().isEmpty() ? null : sending.body(), headers),
            String.class);
    String body = response.getBody();
    return new Reply(response.getStatusCode().value(), body == null ? "" : body);
  }

  /** Nothing: the client below ends with the server. */
  @Override
  public void close() {}
}
