package dev.sallyport.testapps.context.pools;

import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Strangers;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Executors that run one after another what several hand over, on whoever's thread there is. */
final class Sequences {
  private static final String SEQUENTIAL = "newSequentialExecutor";
  private static final String GUAVA = "com.google.common.util.concurrent.MoreExecutors";
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
    UncaughtExceptionHandler handler = (thread, failure) -> {};
    return List.of(
        sequence(guava + " SequentialExecutor", line.call(GUAVA, SEQUENTIAL, pool)),
        sequence(
            guava + " SequentialExecutor, of strangers", line.call(GUAVA, SEQUENTIAL, foreign)),
        sequence(line.name() + " SerializingExecutor", line.make(GRPC, pool)),
        sequence(line.name() + " SerializingExecutor, of strangers", line.make(GRPC, foreign)),
        sequence(
            line.name() + " SynchronizationContext",
            line.make("io.grpc.SynchronizationContext", handler)));
  }

  private static Construct sequence(String name, Object executor) {
    return Construct.of(name, Carriers.executed(() -> (Executor) executor));
  }
}
