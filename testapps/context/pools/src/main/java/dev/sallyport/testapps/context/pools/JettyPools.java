package dev.sallyport.testapps.context.pools;

import dev.sallyport.testapps.context.Answer;
import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Once;
import dev.sallyport.testapps.context.Sight;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Jetty's pool, which also keeps threads in reserve for whoever needs one at once. */
final class JettyPools {
  private static final int THREADS = 6;
  private static final int IDLE_MILLIS = 60_000;

  private JettyPools() {}

  static List<Construct> all(Line line) throws ReflectiveOperationException {
    Executor pool = pool(line);
    Once<Executor> made = new Once<>(() -> pool(line));
    Once<Executor> reserving = new Once<>(() -> pool(line));
    String name = line.name() + " QueuedThreadPool";
    return List.of(
        Construct.of(name + ".execute", Carriers.executed(() -> pool)),
        Construct.of(name + ", made by a call", Carriers.executed(made::get)),
        Construct.of(name + ".tryExecute", look -> tried(pool, look)),
        Construct.of(name + ".tryExecute, made by a call", look -> tried(reserving.get(), look)));
  }

  private static Executor pool(Line line) throws ReflectiveOperationException {
    Object pool =
        line.make("org.eclipse.jetty.util.thread.QueuedThreadPool", THREADS, THREADS, IDLE_MILLIS);
    Line.call(pool, "setReservedThreads", 2);
    Line.call(pool, "start");
    return (Executor) pool;
  }

  /** By a thread in reserve, or else by one from the pool. */
  private static Sight tried(Executor pool, Supplier<Sight> look) throws Exception {
    Answer<Sight> answer = new Answer<>(look::get);
    if (Line.call(pool, "tryExecute", answer).equals(false)) {
      pool.execute(answer);
    }
    return answer.await();
  }
}
