package dev.sallyport.testapps.context.netty;

import dev.sallyport.testapps.context.Answer;
import dev.sallyport.testapps.context.Carrier;
import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Once;
import dev.sallyport.testapps.context.Sight;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timer;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.UnorderedThreadPoolEventExecutor;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What runs a task later, and what runs it again, whose second time looks. */
@SuppressWarnings("deprecation") // 4.2 has other names for what 4.1 has only these for
final class Timeouts {
  private static final int TICKS_PER_WHEEL = 64;

  private Timeouts() {}

  static List<Construct> all() {
    EventExecutorGroup loops = new NioEventLoopGroup(1);
    EventExecutorGroup unordered = new UnorderedThreadPoolEventExecutor(1);
    Once<EventExecutorGroup> made = new Once<>(() -> new NioEventLoopGroup(1));
    Timer wheel = new HashedWheelTimer(1, TimeUnit.MILLISECONDS);
    Timer wheelOnPool = onPool(Executors.newCachedThreadPool());
    Once<Timer> madeWheel = new Once<>(() -> new HashedWheelTimer(1, TimeUnit.MILLISECONDS));
    return List.of(
        Construct.of("EventLoop.schedule", scheduled(() -> loops)),
        Construct.of(
            "EventLoop.schedule, from the loop",
            look -> {
              Answer<Sight> answer = new Answer<>(look::get);
              loops.execute(
                  () -> {
                    Future<?> unused = loops.schedule(answer, 1, TimeUnit.MILLISECONDS);
                  });
              return answer.await();
            }),
        Construct.of(
            "EventLoop.scheduleAtFixedRate",
            look -> {
              SecondTime again = new SecondTime(look);
              return again.awaitAndEnd(
                  loops.scheduleAtFixedRate(again, 1, 1, TimeUnit.MILLISECONDS));
            }),
        Construct.of(
            "EventLoop.scheduleWithFixedDelay",
            look -> {
              SecondTime again = new SecondTime(look);
              return again.awaitAndEnd(
                  loops.scheduleWithFixedDelay(again, 1, 1, TimeUnit.MILLISECONDS));
            }),
        Construct.of("EventLoop.schedule, made by a call", scheduled(made::get)),
        Construct.of("GlobalEventExecutor.schedule", scheduled(() -> GlobalEventExecutor.INSTANCE)),
        Construct.of("UnorderedThreadPoolEventExecutor.schedule", scheduled(() -> unordered)),
        Construct.of("HashedWheelTimer", timedOut(() -> wheel)),
        Construct.of("HashedWheelTimer, own executor", timedOut(() -> wheelOnPool)),
        Construct.of("HashedWheelTimer, made by a call", timedOut(madeWheel::get)));
  }

  private static Timer onPool(ExecutorService pool) {
    return new HashedWheelTimer(
        new DefaultThreadFactory("wheel", /* daemon= */ true),
        1,
        TimeUnit.MILLISECONDS,
        TICKS_PER_WHEEL,
        /* leakDetection= */ false,
        /* maxPendingTimeouts= */ -1,
        pool);
  }

  private static Carrier scheduled(Callable<EventExecutorGroup> group) {
    return look ->
        group.call().schedule(look::get, 1, TimeUnit.MILLISECONDS).get(10, TimeUnit.SECONDS);
  }

  private static Carrier timedOut(Callable<Timer> timer) {
    return look -> {
      Answer<Sight> answer = new Answer<>(look::get);
      timer.call().newTimeout(timeout -> answer.run(), 1, TimeUnit.MILLISECONDS);
      return answer.await();
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
