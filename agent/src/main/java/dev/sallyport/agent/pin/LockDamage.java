package dev.sallyport.agent.pin;

/** A lock file is not one; the message says in which line. */
public final class LockDamage extends Exception {
  private static final long serialVersionUID = 1;

  LockDamage(String message) {
    super(message);
  }
}
