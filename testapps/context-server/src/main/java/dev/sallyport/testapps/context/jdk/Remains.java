package dev.sallyport.testapps.context.jdk;

import dev.sallyport.testapps.context.Answer;
import dev.sallyport.testapps.context.Carrier;
import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Once;
import dev.sallyport.testapps.context.Sight;
import java.lang.ref.Cleaner;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** What is done about an object of a call's after its death. */
final class Remains {
  private static final int MOST_COLLECTIONS = 200;

  private Remains() {}

  static List<Construct> all() {
    Cleaner cleaner = Cleaner.create();
    Once<Cleaner> made = new Once<>(Cleaner::create);
    return List.of(
        Construct.of("Cleaner", cleaned(() -> cleaner)),
        Construct.of("Cleaner, made by a call", cleaned(made::get)),
        Construct.of("a finalizer", Remains::finalized));
  }

  private static Carrier cleaned(Callable<Cleaner> cleaner) {
    return look -> {
      Answer<Sight> answer = new Answer<>(look::get);
      cleaner.call().register(new Object(), answer);
      return afterCollection(answer);
    };
  }

  private static Sight finalized(Supplier<Sight> look) throws Exception {
    Answer<Sight> answer = new Answer<>(look::get);
    new Mortal(answer);
    return afterCollection(answer);
  }

  private static Sight afterCollection(Answer<Sight> answer) throws Exception {
    for (int i = 0; i < MOST_COLLECTIONS; i++) {
      System.gc();
      try {
        return answer.await(50);
      } catch (TimeoutException e) {
        // Not dead yet, or not noticed.
      }
    }
    return answer.await();
  }

  private static final class Mortal {
    private final Answer<Sight> answer;

    Mortal(Answer<Sight> answer) {
      this.answer = answer;
    }

    @Override
    @SuppressWarnings({"deprecation", "removal", "Finalize"}) // what is tried here
    protected void finalize() {
      answer.run();
    }
  }
}
