package dev.sallyport.testapps.context.jdk;

import dev.sallyport.testapps.context.Answer;
import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Sight;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** {@link java.util.concurrent.ThreadPoolExecutor}. */
final class Pools {
  private Pools() {}

  static List<Construct> all() {
    Executor two = Executors.newFixedThreadPool(2);
    return List.of(Construct.of("ThreadPoolExecutor.execute", look -> executed(two, look)));
  }

  private static Sight executed(Executor executor, Supplier<Sight> look) throws Exception {
    Answer<Sight> answer = new Answer<>(look::get);
    executor.execute(answer);
    return answer.await();
  }
}
