package dev.sallyport.testapps.context.jdk;

import dev.sallyport.testapps.context.Answer;
import dev.sallyport.testapps.context.Carrier;
import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Once;
import dev.sallyport.testapps.context.Sight;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** {@link ForkJoinPool}, and parallel streams on the common one. */
final class ForkJoins {
  private static final int THREADS = 3;
  private static final int PIECES = 256;
  private static final int MOST_STREAMS = 100;

  private ForkJoins() {}

  static List<Construct> all() {
    ForkJoinPool own = new ForkJoinPool(THREADS);
    ForkJoinPool common = ForkJoinPool.commonPool();
    Once<ForkJoinPool> made = new Once<>(() -> new ForkJoinPool(THREADS));
    return List.of(
        Construct.of("ForkJoinPool.submit", submitted(() -> own)),
        Construct.of("ForkJoinPool.execute", look -> executed(own, look)),
        Construct.of("ForkJoinPool.invoke", look -> own.invoke(new Looking(look))),
        Construct.of("ForkJoinPool, made by a call", submitted(made::get)),
        Construct.of("ForkJoinTask.fork", look -> own.invoke(new Forking(new Looking(look)))),
        Construct.of(
            "ForkJoinTask.fork, on the common pool", look -> new Looking(look).fork().join()),
        Construct.of("ForkJoinPool.commonPool", submitted(() -> common)),
        Construct.of("CountedCompleter", look -> completed(own, look)),
        Construct.of("a parallel stream", ForkJoins::streamed));
  }

  private static Carrier submitted(Callable<ForkJoinPool> pool) {
    return look -> pool.call().submit(look::get).get(10, TimeUnit.SECONDS);
  }

  private static Sight executed(ForkJoinPool pool, Supplier<Sight> look) throws Exception {
    Answer<Sight> answer = new Answer<>(look::get);
    pool.execute((Runnable) answer);
    return answer.await();
  }

  private static Sight completed(ForkJoinPool pool, Supplier<Sight> look) throws Exception {
    Answer<Sight> answer = new Answer<>(look::get);
    pool.execute(new Completing(answer));
    return answer.await();
  }

  /** Looks where another thread than the caller's gets a piece; the caller gets most of them. */
  private static Sight streamed(Supplier<Sight> look) throws Exception {
    Answer<Sight> answer = new Answer<>(look::get);
    Thread caller = Thread.currentThread();
    for (int i = 0; i < MOST_STREAMS && !answer.isDone(); i++) {
      IntStream.range(0, PIECES)
          .parallel()
          .forEach(
              piece -> {
                if (Thread.currentThread() == caller) {
                  Thread.onSpinWait();
                } else {
                  answer.run();
                }
              });
    }
    answer.run();
    return answer.await();
  }

  @SuppressWarnings("serial") // never written
  private static final class Looking extends RecursiveTask<Sight> {
    private final Supplier<Sight> look;

    Looking(Supplier<Sight> look) {
      this.look = look;
    }

    @Override
    protected Sight compute() {
      return look.get();
    }
  }

  @SuppressWarnings("serial") // never written
  private static final class Forking extends RecursiveTask<Sight> {
    private final Looking part;

    Forking(Looking part) {
      this.part = part;
    }

    @Override
    protected Sight compute() {
      return part.fork().join();
    }
  }

  /** Looks when its part has completed. */
  @SuppressWarnings("serial") // never written
  private static final class Completing extends CountedCompleter<Void> {
    private final Answer<Sight> answer;

    Completing(Answer<Sight> answer) {
      this.answer = answer;
    }

    @Override
    public void compute() {
      setPendingCount(1);
      new Part(this).fork();
      tryComplete();
    }

    @Override
    public void onCompletion(CountedCompleter<?> caller) {
      answer.run();
    }
  }

  @SuppressWarnings("serial") // never written
  private static final class Part extends CountedCompleter<Void> {
    Part(CountedCompleter<?> whole) {
      super(whole);
    }

    @Override
    public void compute() {
      tryComplete();
    }
  }
}
