package dev.sallyport.testapps.context.jdk;

import dev.sallyport.testapps.context.Answer;
import dev.sallyport.testapps.context.Carrier;
import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Once;
import dev.sallyport.testapps.context.Sight;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Work for later, and work again and again, whose second time looks. */
final class Schedules {
  private static final int POOL_SCHEDULES = 25;

  private Schedules() {}

  static List<Construct> all() {
    ScheduledExecutorService pool = Executors.newScheduledThreadPool(2);
    Once<ScheduledExecutorService> made = new Once<>(Executors::newSingleThreadScheduledExecutor);
    Timer timer = new Timer("of the server", /* isDaemon= */ true);
    Once<Timer> madeTimer = new Once<>(() -> new Timer("of a call", /* isDaemon= */ true));
    return List.of(
        Construct.of("ScheduledThreadPoolExecutor.schedule", once(() -> pool)),
        Construct.of("ScheduledThreadPoolExecutor.scheduleAtFixedRate", atRate(() -> pool)),
        Construct.of("ScheduledThreadPoolExecutor.scheduleWithFixedDelay", withDelay(() -> pool)),
        Construct.of("ScheduledThreadPoolExecutor, made by a call", once(made::get)),
        Construct.of("ScheduledThreadPoolExecutor, made by a call, periodic", atRate(made::get)),
        Construct.of("ForkJoinPool.schedule", once(Schedules::commonPool)).since(POOL_SCHEDULES),
        Construct.of("ForkJoinPool.scheduleAtFixedRate", atRate(Schedules::commonPool))
            .since(POOL_SCHEDULES),
        Construct.of("Timer", timed(() -> timer)),
        Construct.of("Timer, periodic", timedAgain(() -> timer)),
        Construct.of("Timer, made by a call", timed(madeTimer::get)),
        Construct.of("Timer, made by a call, periodic", timedAgain(madeTimer::get)));
  }

  /** Only some JDKs' is one. */
  private static ScheduledExecutorService commonPool() {
    return (ScheduledExecutorService) (Object) ForkJoinPool.commonPool();
  }

  private static Carrier once(Callable<ScheduledExecutorService> pool) {
    return look ->
        pool.call().schedule(look::get, 1, TimeUnit.MILLISECONDS).get(10, TimeUnit.SECONDS);
  }

  private static Carrier atRate(Callable<ScheduledExecutorService> pool) {
    return look -> {
      SecondTime again = new SecondTime(look);
      Future<?> ticks = pool.call().scheduleAtFixedRate(again, 1, 1, TimeUnit.MILLISECONDS);
      return again.awaitAndEnd(ticks);
    };
  }

  private static Carrier withDelay(Callable<ScheduledExecutorService> pool) {
    return look -> {
      SecondTime again = new SecondTime(look);
      Future<?> ticks = pool.call().scheduleWithFixedDelay(again, 1, 1, TimeUnit.MILLISECONDS);
      return again.awaitAndEnd(ticks);
    };
  }

  private static Carrier timed(Callable<Timer> timer) {
    return look -> {
      Answer<Sight> answer = new Answer<>(look::get);
      timer.call().schedule(task(answer), 1);
      return answer.await();
    };
  }

  private static Carrier timedAgain(Callable<Timer> timer) {
    return look -> {
      SecondTime again = new SecondTime(look);
      TimerTask ticks = task(again);
      timer.call().schedule(ticks, 1, 1);
      try {
        return again.answer.await();
      } finally {
        ticks.cancel();
      }
    };
  }

  private static TimerTask task(Runnable work) {
    return new TimerTask() {
      @Override
      public void run() {
        work.run();
      }
    };
  }

  private static final class SecondTime implements Runnable {
    private final Answer<Sight> answer;
    private final AtomicInteger times = new AtomicInteger();

    SecondTime(Supplier<Sight> look) {
      answer = new Answer<>(look::get);
    }

    @Override
    public void run() {
      if (times.incrementAndGet() == 2) {
        answer.run();
      }
    }

    Sight awaitAndEnd(Future<?> ticks) throws Exception {
      try {
        return answer.await();
      } finally {
        ticks.cancel(/* mayInterruptIfRunning= */ false);
      }
    }
  }
}
