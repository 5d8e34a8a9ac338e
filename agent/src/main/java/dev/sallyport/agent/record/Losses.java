package dev.sallyport.agent.record;

/** Whether records can't be written just now, told by what writes them to what decides. */
public final class Losses {
  private final boolean denied;
  private volatile boolean losing;

  /**
   * @param denied whether what can't be recorded may not happen
   */
  public Losses(boolean denied) {
    this.denied = denied;
  }

  /** Whether what can't be recorded may not happen. */
  public boolean denied() {
    return denied;
  }

  public boolean losing() {
    return losing;
  }

  /** Tells how it is from now on. */
  public void losing(boolean now) {
    if (losing != now) {
      losing = now;
    }
  }
}
