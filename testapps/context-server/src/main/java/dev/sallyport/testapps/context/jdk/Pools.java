package dev.sallyport.testapps.context.jdk;

import dev.sallyport.testapps.context.Answer;
import dev.sallyport.testapps.context.Carrier;
import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Once;
import dev.sallyport.testapps.context.Sight;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** {@link ThreadPoolExecutor}, and what the JDK builds on any executor. */
final class Pools {
  private static final int THREADS = 3;
  private static final long KEPT_SECONDS = 60;

  private Pools() {}

  static List<Construct> all() {
    ExecutorService fixed = Executors.newFixedThreadPool(THREADS);
    ThreadPoolExecutor prestarted = pool(new LinkedBlockingQueue<>());
    prestarted.prestartAllCoreThreads();
    Once<ThreadPoolExecutor> made = new Once<>(() -> pool(new LinkedBlockingQueue<>()));
    return List.of(
        Construct.of("ThreadPoolExecutor.execute", executed(fixed)),
        Construct.of("ThreadPoolExecutor.submit", submitted(() -> fixed)),
        Construct.of("ThreadPoolExecutor, prestarted", executed(prestarted)),
        Construct.of("ThreadPoolExecutor, made by a call", submitted(made::get)),
        Construct.of("ThreadPoolExecutor, a thread for each task", submitted(cached()::get)),
        Construct.of("ThreadPoolExecutor, priority queue", Prioritised.carrier()),
        Construct.of("ThreadPoolExecutor, delay queue", Postponed.carrier()),
        Construct.of("ThreadPoolExecutor.beforeExecute", new Hooked(/* before= */ true)::carry),
        Construct.of("ThreadPoolExecutor.afterExecute", new Hooked(/* before= */ false)::carry),
        Construct.of("ThreadPoolExecutor, subclass", executed(new Hooked(/* before= */ true))),
        Construct.of("ThreadPoolExecutor.CallerRunsPolicy", Pools::callerRuns),
        Construct.of("the caller, after CallerRunsPolicy", Pools::afterCallerRan),
        Construct.of("Executors.newSingleThreadExecutor", submitted(single()::get)),
        Construct.of("ExecutorCompletionService", look -> completion(fixed, look)),
        Construct.of("ExecutorService.invokeAll", look -> invokedAll(fixed, look)),
        Construct.of("ExecutorService.invokeAny", look -> fixed.invokeAny(List.of(look::get))));
  }

  private static Once<ExecutorService> cached() {
    return new Once<>(
        () ->
            new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 1, TimeUnit.MILLISECONDS, new SynchronousQueue<>()));
  }

  private static Once<ExecutorService> single() {
    return new Once<>(Executors::newSingleThreadExecutor);
  }

  private static ThreadPoolExecutor pool(BlockingQueue<Runnable> queue) {
    return new ThreadPoolExecutor(THREADS, THREADS, KEPT_SECONDS, TimeUnit.SECONDS, queue);
  }

  private static Carrier executed(Executor executor) {
    return look -> {
      Answer<Sight> answer = new Answer<>(look::get);
      executor.execute(answer);
      return answer.await();
    };
  }

  private static Carrier submitted(Callable<? extends ExecutorService> executor) {
    return look -> executor.call().submit(look::get).get(10, TimeUnit.SECONDS);
  }

  private static Sight completion(Executor executor, Supplier<Sight> look) throws Exception {
    ExecutorCompletionService<Sight> service = new ExecutorCompletionService<>(executor);
    service.submit(look::get);
    return service.take().get();
  }

  private static Sight invokedAll(ExecutorService executor, Supplier<Sight> look) throws Exception {
    Callable<Sight> work = look::get;
    return executor.invokeAll(List.of(work)).get(0).get();
  }

  private static Sight callerRuns(Supplier<Sight> look) throws Exception {
    Answer<Sight> answer = new Answer<>(look::get);
    onFullPool(answer);
    return answer.await();
  }

  private static Sight afterCallerRan(Supplier<Sight> look) throws Exception {
    onFullPool(() -> {});
    return look.get();
  }

  /** Has a pool refuse the task, so that its submitter runs it. */
  private static void onFullPool(Runnable task) {
    ThreadPoolExecutor full =
        new ThreadPoolExecutor(
            1,
            1,
            KEPT_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            new ThreadPoolExecutor.CallerRunsPolicy());
    CountDownLatch end = new CountDownLatch(1);
    try {
      full.execute(new Answer<>(() -> end.await(KEPT_SECONDS, TimeUnit.SECONDS)));
      full.execute(task);
    } finally {
      end.countDown();
      full.shutdown();
    }
  }

  /** A pool whose subclass looks before or after each task. */
  private static final class Hooked extends ThreadPoolExecutor {
    private final boolean before;

    Hooked(boolean before) {
      super(THREADS, THREADS, KEPT_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
      this.before = before;
    }

    Sight carry(Supplier<Sight> look) throws Exception {
      Looked task = new Looked(new Answer<>(look::get));
      execute(task);
      return task.answer.await();
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
      if (before && task instanceof Looked looked) {
        looked.answer.run();
      }
    }

    @Override
    protected void afterExecute(Runnable task, Throwable failure) {
      if (!before && task instanceof Looked looked) {
        looked.answer.run();
      }
    }
  }

  /** A task that does nothing: its pool looks for it. */
  private record Looked(Answer<Sight> answer) implements Runnable {
    @Override
    public void run() {}
  }

  /** A task that its pool's queue compares, and so must not be wrapped. */
  private record Prioritised(Answer<Sight> answer) implements Runnable, Comparable<Prioritised> {
    static Carrier carrier() {
      ThreadPoolExecutor pool = pool(new PriorityBlockingQueue<>());
      return look -> {
        Prioritised task = new Prioritised(new Answer<>(look::get));
        pool.execute(task);
        return task.answer.await();
      };
    }

    @Override
    public void run() {
      answer.run();
    }

    @Override
    public int compareTo(Prioritised other) {
      return Integer.compare(answer.hashCode(), other.answer.hashCode());
    }
  }

  /** A task that its pool's queue asks for its time. */
  private record Postponed(Answer<Sight> answer, long due) implements Runnable, Delayed {
    static Carrier carrier() {
      // As a delay queue holds only what has a time, and a pool's queue anything.
      @SuppressWarnings({"unchecked", "rawtypes"})
      BlockingQueue<Runnable> queue = (BlockingQueue) new DelayQueue<>();
      ThreadPoolExecutor pool = pool(queue);
      pool.prestartAllCoreThreads();
      return look -> {
        Postponed task = new Postponed(new Answer<>(look::get), System.nanoTime() + 1_000_000);
        pool.execute(task);
        return task.answer.await();
      };
    }

    @Override
    public void run() {
      answer.run();
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
  }
}
