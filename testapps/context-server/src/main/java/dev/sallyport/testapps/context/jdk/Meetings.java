package dev.sallyport.testapps.context.jdk;

import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Constructs;
import dev.sallyport.testapps.context.Sight;
import dev.sallyport.testapps.context.Strangers;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One task that two calls hand over before it runs: each call waits for another one. */
public final class Meetings implements Constructs {
  private static final long PATIENCE_SECONDS = 10;

  private final ExecutorService pool = Executors.newSingleThreadExecutor();
  private final CyclicBarrier both = new CyclicBarrier(2);
  private final BlockingQueue<Sight> seen = new LinkedBlockingQueue<>();
  private final CountDownLatch handedOver = new CountDownLatch(2);
  private Runnable task = () -> {};

  @Override
  public String library() {
    return "JDK, one task of two calls";
  }

  @Override
  public List<Construct> all(Strangers strangers) {
    return List.of(Construct.of("ThreadPoolExecutor.execute", this::carry));
  }

  /** Works for two calls, once. */
  private Sight carry(Supplier<Sight> look) throws Exception {
    if (both.await(PATIENCE_SECONDS, TimeUnit.SECONDS) == 0) {
      task = () -> seen.add(look.get());
      pool.execute(this::awaitBoth);
    }
    both.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    pool.execute(task);
    handedOver.countDown();
    Sight sight = seen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (sight == null) {
      throw new IllegalStateException("the task was not run");
    }
    return sight;
  }

  private void awaitBoth() {
    try {
      handedOver.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
