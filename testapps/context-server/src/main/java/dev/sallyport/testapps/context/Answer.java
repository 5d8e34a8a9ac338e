package dev.sallyport.testapps.context;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Work whose outcome another thread waits for; run again, it does nothing. A class of our own,
 * since those of the JDK are what is tested here.
 */
public final class Answer<T> implements Runnable {
  private static final long PATIENCE_MILLIS = 10_000;

  private final Callable<T> work;
  private final CountDownLatch done = new CountDownLatch(1);
  private @Nullable T value;
  private @Nullable Throwable failure;

  public Answer(Callable<T> work) {
    this.work = work;
  }

  @Override
  public void run() {
    synchronized (this) {
      if (isDone()) {
        return;
      }
      try {
        value = work.call();
      } catch (Throwable e) {
        failure = e;
      }
      done.countDown();
    }
  }

  /** Whether it has an outcome. */
  public boolean isDone() {
    return done.getCount() == 0;
  }

  /**
   * Waits for the outcome.
   *
   * @throws Exception what the work threw
   * @throws TimeoutException if it was not run in time
   */
  public T await() throws Exception {
    return await(PATIENCE_MILLIS);
  }

  /** Waits for the outcome for so long. */
  public T await(long millis) throws Exception {
    if (!done.await(millis, TimeUnit.MILLISECONDS)) {
      throw new TimeoutException("the work was not run");
    }
    if (value == null) {
      throw new IllegalStateException("the work failed", failure);
    }
    return value;
  }
}
