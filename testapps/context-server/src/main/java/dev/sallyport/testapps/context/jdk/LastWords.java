package dev.sallyport.testapps.context.jdk;

import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Constructs;
import dev.sallyport.testapps.context.Sight;
import dev.sallyport.testapps.context.Strangers;
import java.util.List;
import java.util.function.Supplier;

/** Work that is done when the server ends, and so can't be in the answer: it goes to stderr. */
public final class LastWords implements Constructs {
  @Override
  public String library() {
    return "JDK, at exit";
  }

  @Override
  public List<Construct> all(Strangers strangers) {
    return List.of(Construct.of("Runtime.addShutdownHook", LastWords::hooked));
  }

  private static Sight hooked(Supplier<Sight> look) {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> System.err.println("at exit: " + look.get())));
    return look.get();
  }
}
