package dev.sallyport.testapps.http.webclient;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.Reply;
import dev.sallyport.testapps.http.Sending;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** {@code org.springframework.web.reactive.function.client.WebClient}. */
final class WebClientCaller implements HttpCaller {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ConnectionProvider connections = ConnectionProvider.create("webclient", 1);
  private final WebClient client =
      WebClient.builder()
          .clientConnector(
              new ReactorClientHttpConnector(HttpClient.create(connections).followRedirect(true)))
          .build();

  @Override
  public String name() {
    return "WebClient";
  }

  @Override
  public boolean isAsync() {
    return true;
  }

  @Override
  public Reply send(Sending sending) throws Exception {
    try {
      return exchanged(sending).block(PATIENCE);
    } catch (RuntimeException e) {
      throw Exceptions.unwrap(e) instanceof Exception cause ? cause : e;
    }
  }

  @Override
  public CompletionStage<Reply> sendLater(Sending sending) {
    return exchanged(sending).toFuture();
  }

  private Mono<Reply> exchanged(Sending sending) {
    WebClient.RequestBodySpec request =
        client
            .method(HttpMethod.valueOf(sending.method()))
            .uri(URI.create(sending.url()))
            .headers(headers -> sending.headers().forEach(headers::set));
    if (!sending.body().isEmpty()) {
      request.bodyValue(sending.body());
    }
    return request.exchangeToMono(
        response ->
            response
                .bodyToMono(String.class)
                .defaultIfEmpty("")
                .map(text -> new Reply(response.statusCode().value(), text)));
  }

  @Override
  public void close() {
    connections.disposeLater().block(PATIENCE);
  }
}
