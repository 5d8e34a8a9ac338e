package dev.sallyport.testapps.context.pools;

import dev.sallyport.testapps.context.Answer;
import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Sight;
import dev.sallyport.testapps.context.Strangers;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Executors that run one after another what several hand over, on whoever's thread there is. */
final class Sequences {
  private static final String SEQUENTIAL = "newSequentialExecutor";
  private static final String GUAVA = "com.google.common.util.concurrent.MoreExecutors";
  private static final long MOST_SECONDS = 10;
  private static final String GRPC = "io.grpc.internal.SerializingExecutor";

  private Sequences() {}

  /**
   * Of gRPC, and of Guava, which it comes with.
   *
   * @param guava the line of the latter
   */
  static List<Construct> all(Line line, String guava, Strangers strangers)
      throws ReflectiveOperationException {
    Executor pool = Executors.newFixedThreadPool(2);
    Executor foreign = strangers::have;
    return List.of(
        sequence(guava + " SequentialExecutor", line.call(GUAVA, SEQUENTIAL, pool)),
        sequence(
            guava + " SequentialExecutor, of strangers", line.call(GUAVA, SEQUENTIAL, foreign)),
        sequence(line.name() + " SerializingExecutor", line.make(GRPC, pool)),
        sequence(line.name() + " SerializingExecutor, of strangers", line.make(GRPC, foreign)),
        Construct.of(
            line.name() + " SynchronizationContext", look -> drained(line, strangers, look)));
  }

  private static Construct sequence(String name, Object executor) {
    return Construct.of(name, Carriers.executed(() -> (Executor) executor));
  }

  /** While a stranger is in such a context, it does what others want to do in it. */
  private static Sight drained(Line line, Strangers strangers, Supplier<Sight> look)
      throws Exception {
    UncaughtExceptionHandler handler = (thread, failure) -> {};
    Executor context = (Executor) line.make("io.grpc.SynchronizationContext", handler);
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Answer<Boolean> stay =
        new Answer<>(
            () -> {
              entered.countDown();
              return end.await(MOST_SECONDS, TimeUnit.SECONDS);
            });
    Answer<Sight> answer = new Answer<>(look::get);
    strangers.have(() -> context.execute(stay));
    try {
      if (!entered.await(MOST_SECONDS, TimeUnit.SECONDS)) {
        throw new TimeoutException("no stranger entered");
      }
      context.execute(answer);
    } finally {
      end.countDown();
    }
    return answer.await();
  }
}
