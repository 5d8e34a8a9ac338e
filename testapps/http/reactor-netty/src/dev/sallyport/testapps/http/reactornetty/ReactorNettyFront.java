package dev.sallyport.testapps.http.reactornetty;

import dev.sallyport.testapps.http.Front;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;

/** {@code reactor.netty.http.server.HttpServer}. */
public final class ReactorNettyFront implements Front {

  @Override
  public String library() {
    return "reactor-netty-" + ReactorNettyCallers.line();
  }

  @Override
  public int open(int port, Function<String, CompletionStage<String>> answering) {
    return HttpServer.create()
        .host(LOOPBACK)
        .port(port)
        .handle(
            (request, response) ->
                request
                    .receive()
                    .aggregate()
                    .asString()
                    .flatMap(message -> Mono.fromCompletionStage(answering.apply(message)))
                    .flatMap(answer -> answer(response, answer)))
        .bindNow()
        .port();
  }

  private static Mono<Void> answer(HttpServerResponse response, String answer) {
    return answer.isEmpty()
        ? response.status(202).send()
        : response.header("Content-Type", "application/json").sendString(Mono.just(answer)).then();
  }
}
