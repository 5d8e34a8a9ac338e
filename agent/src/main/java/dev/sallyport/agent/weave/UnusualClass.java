package dev.sallyport.agent.weave;

/** A class that is rather left to ASM. Costs no more than a jump: it has no stack trace. */
final class UnusualClass extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusualClass(String what) {
    super(what, null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
  }
}
