package dev.sallyport.agent.caller;

/** What was presented proves nothing. It says why, and nothing of what was presented. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  private final Why why;

  Refused(Why why) {
    super(why.text(), null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
    this.why = why;
  }

  Why why() {
    return why;
  }
}
