package dev.sallyport.benchmarks;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import reactor.core.publisher.Flux;

/**
 * What does it cost that the context follows the work? One operation takes next to no work to where
 * it runs, and waits for it. {@link PropagationCosts} runs it without and with the agent, outside
 * and inside a tool call:
 *
 * <p>{@code mvn -q -Ppropagation -DskipTests -pl benchmarks -am package}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Propagation {
  /** A file that may be read from where the benchmark runs, and one that may not. */
  static final String OWN = "sallyport.benchmarks.own";

  static final String OTHERS = "sallyport.benchmarks.others";

  /** What can't run before JDK 21. */
  static final String VIRTUAL_THREAD = "virtualThread";

  private static final @Nullable MethodHandle START_VIRTUAL_THREAD = startVirtualThread();

  private final Callable<Integer> task = Propagation::one;
  private final Runnable nothing = Propagation::one;
  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new Awake());
  private int received;

  /** Fails unless this is where it is said to be, without the agent nowhere. */
  @Setup
  public void prove() throws IOException {
    Files.readString(Path.of(System.getProperty(OWN)));
    String others = System.getProperty(OTHERS);
    if (others != null && isReadable(Path.of(others))) {
      throw new IllegalStateException("the benchmark runs on the wrong side of the tool gate");
    }
  }

  private static boolean isReadable(Path file) throws IOException {
    try {
      Files.readString(file);
      return true;
    } catch (AccessDeniedException e) {
      return false;
    }
  }

  @TearDown
  public void close() {
    pool.shutdownNow();
  }

  /** A pool of one thread that is awake: submit, and wait. */
  @Benchmark
  public Object pool() throws InterruptedException, ExecutionException {
    Future<Integer> future = pool.submit(task);
    while (!future.isDone()) {
      letOthersRun();
    }
    return future.get();
  }

  /** No pool, no other thread. */
  @Benchmark
  public Object futureTask() throws InterruptedException, ExecutionException {
    FutureTask<Integer> future = new FutureTask<>(task);
    future.run();
    return future.get();
  }

  /** A stage that is registered first, and then run by the thread that completes. */
  @Benchmark
  public Object stage() {
    CompletableFuture<Integer> future = new CompletableFuture<>();
    CompletableFuture<Integer> next = future.thenApply(value -> value + 1);
    future.complete(1);
    return next.join();
  }

  /** The common pool: supply, and wait. */
  @Benchmark
  public Object supplyAsync() {
    return CompletableFuture.supplyAsync(Propagation::one).join();
  }

  /** Fork and join, seven times each. */
  @Benchmark
  public Object forkJoin() {
    return new Sum(0, 8).invoke();
  }

  /** Six operators are put together, subscribed to, and pass five items on. */
  @Benchmark
  public int reactor() {
    Flux.range(0, 5)
        .map(value -> value + 1)
        .filter(value -> value > 0)
        .scan(Integer::sum)
        .skip(1)
        .concatMap(Flux::just)
        .doOnNext(value -> received += value)
        .subscribe();
    return received;
  }

  /** From JDK 21: start, and wait. */
  @Benchmark
  public Object virtualThread() throws Throwable {
    Thread thread = (Thread) START_VIRTUAL_THREAD.invokeExact(nothing);
    thread.join();
    return thread;
  }

  /** As cheap as to spin where there is a processor for each thread, and bearable elsewhere. */
  @SuppressWarnings("ThreadPriorityCheck") // nothing relies on who comes next
  private static void letOthersRun() {
    Thread.yield();
  }

  private static int one() {
    return 1;
  }

  /** Null before JDK 21. */
  private static @Nullable MethodHandle startVirtualThread() {
    try {
      return MethodHandles.publicLookup()
          .findStatic(
              Thread.class,
              "startVirtualThread",
              MethodType.methodType(Thread.class, Runnable.class));
    } catch (NoSuchMethodException e) {
      return null;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its taker never sleeps: waking a thread would cost more than all that is measured. */
  private static final class Awake extends LinkedBlockingQueue<Runnable> {
    @Override
    public Runnable take() throws InterruptedException {
      Runnable next = poll();
      while (next == null) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        letOthersRun();
        next = poll();
      }
      return next;
    }
  }

  /** Of the numbers from the first to before the last. */
  private static final class Sum extends RecursiveTask<Integer> {
    private final int first;
    private final int last;

    Sum(int first, int last) {
      this.first = first;
      this.last = last;
    }

    @Override
    protected Integer compute() {
      if (last - first == 1) {
        return first;
      }
      int middle = (first + last) / 2;
      Sum upper = new Sum(middle, last);
      upper.fork();
      return new Sum(first, middle).compute() + upper.join();
    }
  }
}
