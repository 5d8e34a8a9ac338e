package dev.sallyport.policy.condition;

/** A value that no condition may look at: it is none of CEL's, or too large. */
final class Unusable extends RuntimeException {
  private static final long serialVersionUID = 1;

  Unusable(String message) {
    super(message, null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
  }
}
