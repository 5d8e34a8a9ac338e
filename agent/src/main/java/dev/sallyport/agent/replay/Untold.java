package dev.sallyport.agent.replay;

/** Records do not hold what a decision depends on. */
public final class Untold extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * Says what is not recorded.
   *
   * @param what as in "… is not recorded"
   */
  Untold(String what) {
    super(what, null, false, false);
  }

  /** What is not recorded. Always there. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
