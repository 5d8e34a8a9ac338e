package dev.sallyport.policy.scale;

/** How many steps were taken, which the counting code can only add to in a static field. */
public final class Steps {
  private static long taken;

  private Steps() {}

  /** Called by every method and before every branch of what {@link CountingLoader} loads. */
  public static void step() {
    taken++;
  }

  /** How many so far. */
  public static long taken() {
    return taken;
  }
}
