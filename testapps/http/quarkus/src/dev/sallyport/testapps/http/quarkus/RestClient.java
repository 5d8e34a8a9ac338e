package dev.sallyport.testapps.http.quarkus;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.Reply;
import dev.sallyport.testapps.http.Sending;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;
import org.jboss.resteasy.reactive.client.impl.ClientBuilderImpl;

/** {@code jakarta.ws.rs.client.Client}. */
final class RestClient implements HttpCaller {
  private final Client client;

  /**
   * With one connection to a peer: each of its loops would have one of its own. What is customised
   * of its options is overridden by its property.
   */
  RestClient() {
    ClientBuilderImpl builder = new ClientBuilderImpl();
    builder.followRedirects(true);
    builder.property(QuarkusRestClientProperties.CONNECTION_POOL_SIZE, 1);
    client = builder.build();
  }

  @Override
  public String name() {
    return "Quarkus REST client";
  }

  @Override
  public boolean isAsync() {
    return true;
  }

  @Override
  public Reply send(Sending sending) {
    Invocation.Builder request = request(sending);
    Response response =
        sending.body().isEmpty()
            ? request.method(sending.method())
            : request.method(sending.method(), Entity.text(sending.body()));
    return reply(response);
  }

  @Override
  public CompletionStage<Reply> sendLater(Sending sending) {
    Invocation.Builder request = request(sending);
    CompletionStage<Response> response =
        sending.body().isEmpty()
            ? request.rx().method(sending.method())
            : request.rx().method(sending.method(), Entity.text(sending.body()));
    return response.thenApply(RestClient::reply);
  }

  @Override
  public void close() {
    client.close();
  }

  private Invocation.Builder request(Sending sending) {
    Invocation.Builder request = client.target(sending.url()).request();
    sending.headers().forEach(request::header);
    return request;
  }

  private static Reply reply(Response response) {
    return new Reply(response.getStatus(), response.readEntity(String.class));
  }
}
