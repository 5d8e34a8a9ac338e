package dev.sallyport.testapps.context.pools;

import dev.sallyport.testapps.context.Answer;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** Work that is done when it is run for the second time. */
final class Second<T> implements Runnable {
  private final AtomicInteger runs = new AtomicInteger();
  private final Answer<T> answer;

  Second(Callable<T> work) {
    answer = new Answer<>(work);
  }

  @Override
  public void run() {
    if (runs.incrementAndGet() == 2) {
      answer.run();
    }
  }

  T await() throws Exception {
    return answer.await();
  }
}
