package dev.sallyport.testapps.context.netty;

import dev.sallyport.testapps.context.Answer;
import dev.sallyport.testapps.context.Carrier;
import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Once;
import dev.sallyport.testapps.context.Sight;
import io.netty.channel.DefaultEventLoopGroup;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.NonStickyEventExecutorGroup;
import io.netty.util.concurrent.UnorderedThreadPoolEventExecutor;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** What runs a task soon. */
@SuppressWarnings("deprecation") // 4.2 has other names for what 4.1 has only these for
final class Executors {
  private static final int THREADS = 2;

  private Executors() {}

  static List<Construct> all() {
    EventLoopGroup loops = new NioEventLoopGroup(THREADS);
    EventLoopGroup local = new DefaultEventLoopGroup(THREADS);
    EventExecutorGroup executors = new DefaultEventExecutorGroup(THREADS);
    EventExecutorGroup unordered = new UnorderedThreadPoolEventExecutor(THREADS);
    EventExecutorGroup ordered = new NonStickyEventExecutorGroup(unordered);
    EventExecutor shared = ordered.next();
    Once<EventLoopGroup> made = new Once<>(() -> new NioEventLoopGroup(THREADS));
    Once<EventLoopGroup> onPool =
        new Once<>(
            () -> new NioEventLoopGroup(1, java.util.concurrent.Executors.newCachedThreadPool()));
    Once<EventExecutorGroup> madeExecutors = new Once<>(() -> new DefaultEventExecutorGroup(1));
    return List.of(
        Construct.of("EventLoop.execute", executed(() -> loops)),
        Construct.of(
            "EventLoop.execute, from the loop",
            look -> {
              Answer<Sight> answer = new Answer<>(look::get);
              EventExecutor loop = loops.next();
              loop.execute(() -> loop.execute(answer));
              return answer.await();
            }),
        Construct.of("EventLoop.submit", look -> loops.submit(look::get).get(10, TimeUnit.SECONDS)),
        Construct.of("EventLoop, made by a call", executed(made::get)),
        Construct.of("EventLoop, made by a call on an executor", executed(onPool::get)),
        Construct.of(
            "SingleThreadEventLoop.executeAfterEventLoopIteration",
            look -> {
              Answer<Sight> answer = new Answer<>(look::get);
              SingleThreadEventLoop loop = (SingleThreadEventLoop) loops.next();
              loop.executeAfterEventLoopIteration(answer);
              return answer.await();
            }),
        Construct.of(
            "SingleThreadEventExecutor.addShutdownHook",
            look -> {
              Answer<Sight> answer = new Answer<>(look::get);
              DefaultEventExecutor executor = new DefaultEventExecutor();
              executor.addShutdownHook(answer);
              Future<?> unused = executor.shutdownGracefully(0, 1, TimeUnit.SECONDS);
              return answer.await();
            }),
        Construct.of("DefaultEventLoopGroup", executed(() -> local)),
        Construct.of("DefaultEventExecutorGroup", executed(() -> executors)),
        Construct.of("DefaultEventExecutorGroup, made by a call", executed(madeExecutors::get)),
        Construct.of("GlobalEventExecutor.execute", executed(() -> GlobalEventExecutor.INSTANCE)),
        Construct.of("UnorderedThreadPoolEventExecutor", executed(() -> unordered)),
        Construct.of("NonStickyEventExecutorGroup", executed(() -> ordered)),
        Construct.of("NonStickyEventExecutorGroup, one executor", executed(() -> shared)),
        Construct.of("ImmediateEventExecutor", executed(() -> ImmediateEventExecutor.INSTANCE)),
        Construct.of(
            "ImmediateEventExecutor, from a task",
            look -> {
              Answer<Sight> answer = new Answer<>(look::get);
              Executor executor = ImmediateEventExecutor.INSTANCE;
              executor.execute(() -> executor.execute(answer));
              return answer.await();
            }));
  }

  private static Carrier executed(Callable<? extends Executor> executor) {
    return look -> {
      Answer<Sight> answer = new Answer<>(look::get);
      executor.call().execute(answer);
      return answer.await();
    };
  }
}
