package dev.sallyport.testapps.context.vertx;

import dev.sallyport.testapps.context.Answer;
import dev.sallyport.testapps.context.Carrier;
import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Once;
import dev.sallyport.testapps.context.Sight;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.file.FileSystemOptions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What runs on a loop, a worker or a virtual thread. */
final class Contexts {
  private static final int VIRTUAL_THREADS = 21;

  private Contexts() {}

  static List<Construct> all(Vertx vertx) {
    Once<Vertx> made = new Once<>(Contexts::vertx);
    Context loop = vertx.getOrCreateContext();
    Once<Context> worker = new Once<>(() -> deployed(vertx, ThreadingModel.WORKER));
    Once<Context> virtual = new Once<>(() -> deployed(vertx, ThreadingModel.VIRTUAL_THREAD));
    WorkerExecutor pool = vertx.createSharedWorkerExecutor("of the server", 2);
    Once<WorkerExecutor> madePool =
        new Once<>(() -> vertx.createSharedWorkerExecutor("of a call", 2));
    return List.of(
        Construct.of("Vertx.runOnContext", run(vertx::getOrCreateContext)),
        Construct.of("Context.runOnContext", run(() -> loop)),
        Construct.of("Context.runOnContext, from the context", runAgain(() -> loop)),
        Construct.of("Context.runOnContext, worker", run(worker::get)),
        Construct.of("Context.runOnContext, worker, from the context", runAgain(worker::get)),
        Construct.of("Context.runOnContext, virtual thread", run(virtual::get))
            .since(VIRTUAL_THREADS),
        Construct.of(
            "Context.runOnContext, made by a call", run(() -> made.get().getOrCreateContext())),
        Construct.of(
            "Vertx.executeBlocking, ordered", look -> got(vertx.executeBlocking(look::get, true))),
        Construct.of(
            "Vertx.executeBlocking, unordered",
            look -> got(vertx.executeBlocking(look::get, false))),
        Construct.of(
            "Context.executeBlocking, ordered", look -> got(loop.executeBlocking(look::get, true))),
        Construct.of(
            "Vertx.executeBlocking, made by a call",
            look -> got(made.get().executeBlocking(look::get))),
        Construct.of(
            "WorkerExecutor.executeBlocking, ordered",
            look -> got(pool.executeBlocking(look::get, true))),
        Construct.of(
            "WorkerExecutor.executeBlocking, unordered",
            look -> got(pool.executeBlocking(look::get, false))),
        Construct.of(
            "WorkerExecutor.executeBlocking, made by a call",
            look -> got(madePool.get().executeBlocking(look::get))),
        Construct.of("Vertx.setTimer", timed(() -> vertx)),
        Construct.of("Vertx.setTimer, made by a call", timed(made::get)),
        Construct.of(
            "Vertx.setTimer, worker",
            look -> {
              Answer<Sight> answer = new Answer<>(look::get);
              worker.get().runOnContext(none -> vertx.setTimer(1, id -> answer.run()));
              return answer.await();
            }),
        Construct.of(
            "Vertx.setPeriodic",
            look -> {
              Answer<Sight> answer = new Answer<>(look::get);
              AtomicInteger times = new AtomicInteger();
              long ticks =
                  vertx.setPeriodic(
                      1,
                      id -> {
                        if (times.incrementAndGet() == 2) {
                          answer.run();
                        }
                      });
              try {
                return answer.await();
              } finally {
                vertx.cancelTimer(ticks);
              }
            }));
  }

  /** One that makes no directory for what it finds on the class path. */
  private static Vertx vertx() {
    return Vertx.vertx(
        new VertxOptions()
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false)));
  }

  /** The context of a verticle that only waits. */
  private static Context deployed(Vertx vertx, ThreadingModel model) throws Exception {
    Waiting verticle = new Waiting();
    got(vertx.deployVerticle(verticle, new DeploymentOptions().setThreadingModel(model)));
    return verticle.context();
  }

  static <T> T got(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static Carrier run(Callable<Context> context) {
    return look -> {
      Answer<Sight> answer = new Answer<>(look::get);
      context.call().runOnContext(none -> answer.run());
      return answer.await();
    };
  }

  private static Carrier runAgain(Callable<Context> callable) {
    return look -> {
      Answer<Sight> answer = new Answer<>(look::get);
      Context context = callable.call();
      context.runOnContext(none -> context.runOnContext(again -> answer.run()));
      return answer.await();
    };
  }

  private static Carrier timed(Callable<Vertx> vertx) {
    return look -> {
      Answer<Sight> answer = new Answer<>(look::get);
      vertx.call().setTimer(1, id -> answer.run());
      return answer.await();
    };
  }

  /** Gives its context away. */
  private static final class Waiting extends AbstractVerticle {
    Context context() {
      return context;
    }
  }
}
