package dev.sallyport.testapps.http.reactornetty;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.Reply;
import dev.sallyport.testapps.http.Sending;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** {@code reactor.netty.http.client.HttpClient}. */
final class ReactorNettyCaller implements HttpCaller {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String name;
  private final HttpProtocol protocol;
  private final ConnectionProvider connections;
  private final LoopResources loops = LoopResources.create("caller", 1, /* daemon= */ true);
  private final HttpClient client;

  ReactorNettyCaller(String name, HttpProtocol protocol) {
    this.name = name;
    this.protocol = protocol;
    connections = ConnectionProvider.create(name, 1);
    client = HttpClient.create(connections).runOn(loops).protocol(protocol).followRedirect(true);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isAsync() {
    return true;
  }

  @Override
  public boolean isHttp2() {
    return protocol == HttpProtocol.H2C;
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
    return client
        .headers(headers -> sending.headers().forEach(headers::set))
        .request(HttpMethod.valueOf(sending.method()))
        .uri(sending.url())
        .send(body(sending))
        .responseSingle(
            (response, body) ->
                body.asString()
                    .defaultIfEmpty("")
                    .map(text -> new Reply(response.status().code(), text)));
  }

  private static Mono<ByteBuf> body(Sending sending) {
    return sending.body().isEmpty()
        ? Mono.empty()
        : ByteBufMono.fromString(Mono.just(sending.body()));
  }

  @Override
  public void close() {
    connections.disposeLater().then(loops.disposeLater()).block(PATIENCE);
  }
}
