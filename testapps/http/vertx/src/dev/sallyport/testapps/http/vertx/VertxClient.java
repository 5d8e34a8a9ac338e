package dev.sallyport.testapps.http.vertx;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.Reply;
import dev.sallyport.testapps.http.Sending;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.PoolOptions;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** What both have: a Vert.x, and no way but the asynchronous one. */
abstract class VertxClient implements HttpCaller {
  private static final long PATIENCE_SECONDS = 10;

  /** With one loop: no other has the use of a connection of its own. */
  final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

  /**
   * With one connection to a peer: what waits for an answer goes on before its connection is given
   * back, and would be given another.
   */
  final PoolOptions pool = new PoolOptions().setHttp1MaxSize(1);

  abstract Future<Reply> reply(Sending sending);

  @Override
  public final boolean isAsync() {
    return true;
  }

  @Override
  public final Reply send(Sending sending) throws Exception {
    try {
      return sendLater(sending).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  @Override
  public final CompletionStage<Reply> sendLater(Sending sending) {
    return reply(sending).toCompletionStage();
  }

  @Override
  public final void close() {
    vertx
        .close()
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }
}
