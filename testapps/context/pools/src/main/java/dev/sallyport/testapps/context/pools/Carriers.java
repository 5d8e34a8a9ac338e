package dev.sallyport.testapps.context.pools;

import dev.sallyport.testapps.context.Answer;
import dev.sallyport.testapps.context.Carrier;
import dev.sallyport.testapps.context.Sight;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What all executors are tried with. Each is asked for when it is needed. */
final class Carriers {
  private static final long SOON_MILLIS = 1;

  private Carriers() {}

  static Carrier executed(Callable<? extends Executor> executor) {
    return look -> {
      Answer<Sight> answer = new Answer<>(look::get);
      executor.call().execute(answer);
      return answer.await();
    };
  }

  static Carrier submitted(Callable<? extends ExecutorService> executor) {
    return look -> executor.call().submit(look::get).get(10, TimeUnit.SECONDS);
  }

  static Carrier scheduled(ScheduledExecutorService executor) {
    return look ->
        executor.schedule(look::get, SOON_MILLIS, TimeUnit.MILLISECONDS).get(10, TimeUnit.SECONDS);
  }

  /** The second run looks. */
  static Carrier repeated(ScheduledExecutorService executor) {
    return look -> {
      Second<Sight> second = new Second<>(look::get);
      Future<?> repeating =
          executor.scheduleAtFixedRate(second, SOON_MILLIS, SOON_MILLIS, TimeUnit.MILLISECONDS);
      try {
        return second.await();
      } finally {
        repeating.cancel(false);
      }
    };
  }
}
