package dev.sallyport.testapps.http.vertx;

import dev.sallyport.testapps.http.Front;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** {@code io.vertx.core.http.HttpServer}. */
public final class VertxFront implements Front {

  @Override
  public String library() {
    return VertxCallers.name();
  }

  @Override
  public int open(int port, Function<String, CompletionStage<String>> answering) {
    VertxCallers.configure();
    HttpServer server =
        Vertx.vertx().createHttpServer().requestHandler(request -> answer(request, answering));
    return server
        .listen(port, LOOPBACK)
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .actualPort();
  }

  private static void answer(
      HttpServerRequest request, Function<String, CompletionStage<String>> answering) {
    HttpServerResponse response = request.response();
    request
        .body()
        .onSuccess(
            body ->
                answering
                    .apply(body.toString())
                    .whenComplete((answer, failure) -> answer(response, answer, failure)));
  }

  private static void answer(HttpServerResponse response, String answer, Throwable failure) {
    if (failure != null) {
      response.setStatusCode(500).end(failure.toString());
    } else if (answer.isEmpty()) {
      response.setStatusCode(202).end();
    } else {
      response.putHeader("Content-Type", "application/json").end(answer);
    }
  }
}
