package dev.sallyport.testapps.context.vertx;

import dev.sallyport.testapps.context.Answer;
import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Sight;
import dev.sallyport.testapps.context.Strangers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** What a call has done once a stranger has completed something. */
final class Futures {
  private static final String DONE = "done";

  private final Strangers strangers;

  private Futures(Strangers strangers) {
    this.strangers = strangers;
  }

  static List<Construct> all(Vertx vertx, Strangers strangers) {
    Futures of = new Futures(strangers);
    return List.of(
        of.completed("map", (look, source) -> source.map(done -> look.get())),
        of.completed("map.map", (look, source) -> source.map(done -> done).map(done -> look.get())),
        of.completed(
            "map, beside another",
            (look, source) -> {
              of.strangersListen(source);
              return source.map(done -> look.get());
            }),
        of.completed(
            "compose",
            (look, source) -> source.compose(done -> Future.succeededFuture(look.get()))),
        of.completed(
            "transform",
            (look, source) -> source.transform(done -> Future.succeededFuture(look.get()))),
        of.completed(
            "onComplete",
            (look, source) -> {
              Promise<Sight> answer = Promise.promise();
              source.onComplete(done -> answer.complete(look.get()));
              return answer.future();
            }),
        of.completed(
            "onSuccess",
            (look, source) -> {
              Promise<Sight> answer = Promise.promise();
              source.onSuccess(done -> answer.complete(look.get()));
              return answer.future();
            }),
        of.completed(
            "onComplete, a promise",
            (look, source) -> {
              Promise<String> next = Promise.promise();
              source.onComplete(next);
              return next.future().map(done -> look.get());
            }),
        of.completed(
            "all.map",
            (look, source) -> Future.all(source, Future.succeededFuture()).map(done -> look.get())),
        of.completed(
            "toCompletionStage.thenApply",
            (look, source) ->
                Future.fromCompletionStage(
                    source.toCompletionStage().thenApply(done -> look.get()))),
        of.failed(
            "recover",
            (look, source) -> source.recover(failure -> Future.succeededFuture(look.get()))),
        of.failed("otherwise", (look, source) -> source.otherwise(failure -> look.get())),
        of.failed(
            "onFailure",
            (look, source) -> {
              Promise<Sight> answer = Promise.promise();
              source.onFailure(failure -> answer.complete(look.get()));
              return answer.future();
            }),
        Construct.of(
            "Future.map, complete already",
            look -> Contexts.got(Future.succeededFuture(DONE).map(done -> look.get()))),
        Construct.of(
            "Promise.future.map, complete already",
            look -> {
              Promise<String> source = Promise.promise();
              source.complete(DONE);
              return Contexts.got(source.future().map(done -> look.get()));
            }),
        Construct.of(
            "Future.map, of a context",
            look -> {
              CountDownLatch latch = new CountDownLatch(1);
              Future<Sight> answer = of.waiting(vertx, latch).map(done -> look.get());
              strangers.have(latch::countDown);
              return Contexts.got(answer);
            }),
        Construct.of(
            "Future.map, of a stranger's context",
            look -> {
              CountDownLatch latch = new CountDownLatch(1);
              Answer<Future<String>> source = new Answer<>(() -> of.waiting(vertx, latch));
              strangers.have(source);
              Future<Sight> answer = source.await().map(done -> look.get());
              strangers.have(latch::countDown);
              return Contexts.got(answer);
            }));
  }

  /** Registers the work with a source that is not completed yet. */
  private interface Registering<T> {
    Future<Sight> on(Supplier<Sight> look, Future<T> source) throws Exception;
  }

  private Construct completed(String name, Registering<String> registering) {
    return Construct.of(
        "Future." + name,
        look -> {
          Promise<String> source = Promise.promise();
          Future<Sight> answer = registering.on(look, source.future());
          strangers.have(() -> source.complete(DONE));
          return Contexts.got(answer);
        });
  }

  private Construct failed(String name, Registering<Sight> registering) {
    return Construct.of(
        "Future." + name,
        look -> {
          Promise<Sight> source = Promise.promise();
          Future<Sight> answer = registering.on(look, source.future());
          strangers.have(() -> source.fail("as planned"));
          return Contexts.got(answer);
        });
  }

  /** A listener of somebody else's comes first. */
  private void strangersListen(Future<String> source) throws Exception {
    Answer<Future<String>> listening = new Answer<>(() -> source.map(done -> done));
    strangers.have(listening);
    listening.await();
  }

  private Future<String> waiting(Vertx vertx, CountDownLatch latch) {
    return vertx.executeBlocking(
        () -> {
          latch.await();
          return DONE;
        },
        /* ordered= */ false);
  }
}
