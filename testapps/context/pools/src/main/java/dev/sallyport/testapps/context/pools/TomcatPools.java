package dev.sallyport.testapps.context.pools;

import dev.sallyport.testapps.context.Answer;
import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Once;
import dev.sallyport.testapps.context.Sight;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Tomcat's copy of the JDK's pool. */
final class TomcatPools {
  private static final int VIRTUAL_THREADS = 21;
  private static final int THREADS = 3;
  private static final long KEPT_SECONDS = 60;
  private static final String THREADS_PACKAGE = "org.apache.tomcat.util.threads.";
  private static final String POOL = THREADS_PACKAGE + "ThreadPoolExecutor";

  private TomcatPools() {}

  static List<Construct> all(Line line) throws ReflectiveOperationException {
    ExecutorService pool = pool(line);
    Once<ExecutorService> made = new Once<>(() -> pool(line));
    Once<ExecutorService> virtual =
        new Once<>(
            () -> (ExecutorService) line.make(THREADS_PACKAGE + "VirtualThreadExecutor", "tried-"));
    String name = line.name() + " ThreadPoolExecutor";
    return List.of(
        Construct.of(name + ".execute", Carriers.executed(() -> pool)),
        Construct.of(name + ".submit", Carriers.submitted(() -> pool)),
        Construct.of(name + ", made by a call", Carriers.executed(made::get)),
        Construct.of(name + ".CallerRunsPolicy", look -> callerRuns(line, look)),
        Construct.of("the caller, after " + name, look -> afterCallerRan(line, look)),
        Construct.of(line.name() + " VirtualThreadExecutor", Carriers.executed(virtual::get))
            .since(VIRTUAL_THREADS));
  }

  private static ExecutorService pool(Line line) throws ReflectiveOperationException {
    BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    return (ExecutorService)
        line.make(POOL, THREADS, THREADS, KEPT_SECONDS, TimeUnit.SECONDS, queue);
  }

  private static Sight callerRuns(Line line, Supplier<Sight> look) throws Exception {
    Answer<Sight> answer = new Answer<>(look::get);
    onFullPool(line, answer);
    return answer.await();
  }

  private static Sight afterCallerRan(Line line, Supplier<Sight> look) throws Exception {
    onFullPool(line, () -> {});
    return look.get();
  }

  /** Has a pool refuse the task, so that its submitter runs it. */
  private static void onFullPool(Line line, Runnable task) throws Exception {
    ExecutorService full =
        (ExecutorService)
            line.make(
                POOL,
                0, // else it starts a thread ahead, which may not wait for work yet
                1,
                KEPT_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                line.make(POOL + "$CallerRunsPolicy"));
    CountDownLatch end = new CountDownLatch(1);
    try {
      full.execute(new Answer<>(() -> end.await(KEPT_SECONDS, TimeUnit.SECONDS)));
      full.execute(task);
    } finally {
      end.countDown();
      full.shutdown();
    }
  }
}
