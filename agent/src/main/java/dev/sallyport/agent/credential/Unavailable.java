package dev.sallyport.agent.credential;

/** A source has no value that can be used. The message says why, and never what it is. */
public final class Unavailable extends Exception {
  private static final long serialVersionUID = 1L;

  Unavailable(String message) {
    super(message, null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
  }
}
