package dev.sallyport.testapps.context;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Something that the first call makes, and all share. */
public final class Once<T> {
  private final Callable<T> maker;
  private @Nullable T made;

  public Once(Callable<T> maker) {
    this.maker = maker;
  }

  public synchronized T get() throws Exception {
    T present = made;
    if (present == null) {
      present = maker.call();
      made = present;
    }
    return present;
  }
}
