package dev.sallyport.testapps.context.pools;

import dev.sallyport.testapps.context.Answer;
import dev.sallyport.testapps.context.Carrier;
import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Once;
import dev.sallyport.testapps.context.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Spring's task executors and schedulers. */
final class SpringExecutors {
  private static final int VIRTUAL_THREADS = 21;
  private static final int THREADS = 3;
  private static final Duration SOON = Duration.ofMillis(1);
  private static final String POOLS = "org.springframework.scheduling.concurrent.";
  private static final String SIMPLE = "org.springframework.core.task.SimpleAsyncTaskExecutor";

  private SpringExecutors() {}

  /** Of a line that knows virtual threads. */
  static List<Construct> all(Line line) throws ReflectiveOperationException {
    Once<Executor> virtual =
        new Once<>(
            () -> {
              Object executor = line.make(SIMPLE);
              Line.call(executor, "setVirtualThreads", true);
              return (Executor) executor;
            });
    Object scheduler = line.make(POOLS + "SimpleAsyncTaskScheduler");
    List<Construct> all = new ArrayList<>(old(line));
    all.add(
        Construct.of(
                line.name() + " SimpleAsyncTaskExecutor, virtual", Carriers.executed(virtual::get))
            .since(VIRTUAL_THREADS));
    all.add(
        Construct.of(
            line.name() + " SimpleAsyncTaskScheduler.schedule", look -> once(scheduler, look)));
    all.add(
        Construct.of(
            line.name() + " SimpleAsyncTaskScheduler.scheduleAtFixedRate",
            look -> again(scheduler, look)));
    return all;
  }

  static List<Construct> old(Line line) throws ReflectiveOperationException {
    Object pool = pool(line);
    Once<Executor> made = new Once<>(() -> (Executor) pool(line));
    Object scheduler = line.make(POOLS + "ThreadPoolTaskScheduler");
    Line.call(scheduler, "setPoolSize", THREADS);
    Line.call(scheduler, "initialize");
    Executor simple = (Executor) line.make(SIMPLE);
    Object limited = line.make(SIMPLE);
    Line.call(limited, "setConcurrencyLimit", THREADS);
    Executor concurrent =
        (Executor)
            line.make(POOLS + "ConcurrentTaskExecutor", Executors.newFixedThreadPool(THREADS));
    String executor = line.name() + " ThreadPoolTaskExecutor";
    String schedules = line.name() + " ThreadPoolTaskScheduler";
    return List.of(
        Construct.of(executor + ".execute", Carriers.executed(() -> (Executor) pool)),
        Construct.of(executor + ".submit", submitted(pool)),
        Construct.of(executor + ", made by a call", Carriers.executed(made::get)),
        Construct.of(schedules + ".execute", Carriers.executed(() -> (Executor) scheduler)),
        Construct.of(schedules + ".schedule", look -> once(scheduler, look)),
        Construct.of(schedules + ".scheduleAtFixedRate", look -> again(scheduler, look)),
        Construct.of(line.name() + " SimpleAsyncTaskExecutor", Carriers.executed(() -> simple)),
        Construct.of(
            line.name() + " SimpleAsyncTaskExecutor, limited",
            Carriers.executed(() -> (Executor) limited)),
        Construct.of(line.name() + " ConcurrentTaskExecutor", Carriers.executed(() -> concurrent)));
  }

  private static Object pool(Line line) throws ReflectiveOperationException {
    Object pool = line.make(POOLS + "ThreadPoolTaskExecutor");
    Line.call(pool, "setCorePoolSize", THREADS);
    Line.call(pool, "initialize");
    return pool;
  }

  private static Carrier submitted(Object pool) {
    return look -> {
      Callable<Sight> work = look::get;
      Future<?> future = (Future<?>) Line.call(pool, "submit", work);
      return (Sight) future.get(10, TimeUnit.SECONDS);
    };
  }

  private static Sight once(Object scheduler, Supplier<Sight> look) throws Exception {
    Answer<Sight> answer = new Answer<>(look::get);
    Line.call(scheduler, "schedule", answer, Instant.now().plus(SOON));
    return answer.await();
  }

  /** The second run looks. */
  private static Sight again(Object scheduler, Supplier<Sight> look) throws Exception {
    Second<Sight> second = new Second<>(look::get);
    Future<?> repeating = (Future<?>) Line.call(scheduler, "scheduleAtFixedRate", second, SOON);
    try {
      return second.await();
    } finally {
      repeating.cancel(false);
    }
  }
}
