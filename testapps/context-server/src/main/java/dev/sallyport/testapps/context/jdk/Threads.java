package dev.sallyport.testapps.context.jdk;

import dev.sallyport.testapps.context.Answer;
import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Sight;
import java.util.List;
import java.util.function.Supplier;

/** Threads that a call makes for itself. */
final class Threads {
  private Threads() {}

  static List<Construct> all() {
    return List.of(Construct.of("Thread", Threads::plain));
  }

  private static Sight plain(Supplier<Sight> look) throws Exception {
    Answer<Sight> answer = new Answer<>(look::get);
    new Thread(answer).start();
    return answer.await();
  }
}
