package dev.sallyport.testapps.context.jdk;

import dev.sallyport.testapps.context.Answer;
import dev.sallyport.testapps.context.Carrier;
import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Sight;
import dev.sallyport.testapps.context.Strangers;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;

/** Threads that a call makes for itself. */
final class Threads {
  private static final int DEFAULT_STACK = 0;

  private Threads() {}

  static List<Construct> all(Strangers strangers) {
    return List.of(
        Construct.of("Thread", started(Thread::new)),
        Construct.of("Thread, subclass", Threads::subclass),
        Construct.of("Thread, inheriting no thread locals", started(Threads::uninheriting)),
        Construct.of("Thread, started by a stranger", look -> startedBy(strangers, look)),
        Construct.of("Executors.defaultThreadFactory", started(Threads::manufactured)));
  }

  private static Carrier started(Function<Runnable, Thread> maker) {
    return look -> {
      Answer<Sight> answer = new Answer<>(look::get);
      maker.apply(answer).start();
      return answer.await();
    };
  }

  private static Sight subclass(Supplier<Sight> look) throws Exception {
    Answer<Sight> answer = new Answer<>(look::get);
    new Thread() {
      @Override
      public void run() {
        answer.run();
      }
    }.start();
    return answer.await();
  }

  private static Thread uninheriting(Runnable work) {
    return new Thread(null, work, "alone", DEFAULT_STACK, /* inheritThreadLocals= */ false);
  }

  private static Sight startedBy(Strangers strangers, Supplier<Sight> look) throws Exception {
    Answer<Sight> answer = new Answer<>(look::get);
    Thread made = new Thread(answer);
    strangers.have(made::start);
    return answer.await();
  }

  private static Thread manufactured(Runnable work) {
    return Executors.defaultThreadFactory().newThread(work);
  }
}
