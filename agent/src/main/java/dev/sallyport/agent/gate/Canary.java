package dev.sallyport.agent.gate;

/**
 * An operation that is tried only to see its hook stand: noted there, and refused before any gate
 * decides, so that nothing is touched, decided or recorded.
 *
 * <p>It is thrown itself where a hook carries a context and has no refusal of its own.
 */
@SuppressWarnings("serial") // never leaves the JVM
public final class Canary extends RuntimeException {
  private final int hook;
  private final Thread thread = Thread.currentThread();
  private boolean fired;

  /** A canary of this thread for the hook of that number. */
  public Canary(int hook) {
    super("canary", null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
    this.hook = hook;
  }

  /** Whether this is what came to that hook; from then on it has fired. */
  boolean comesTo(int number) {
    if (number != hook || Thread.currentThread() != thread) {
      return false;
    }
    fired = true;
    return true;
  }

  /** Whether the hook was reached. */
  public boolean fired() {
    return fired;
  }
}
