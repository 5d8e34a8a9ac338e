package dev.sallyport.agent.record;

/** Whether records can't be written just now, told by what writes them to what decides. */
public final class Losses {
  private volatile boolean losing;

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
