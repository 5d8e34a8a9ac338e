package dev.sallyport.agent.record;

import java.util.function.LongSupplier;

/** {@link System#nanoTime}, as a class: a method reference takes a cold start longer to link. */
public final class Ticks implements LongSupplier {
  @Override
  public long getAsLong() {
    return System.nanoTime();
  }
}
