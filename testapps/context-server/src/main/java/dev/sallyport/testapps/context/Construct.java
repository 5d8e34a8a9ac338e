package dev.sallyport.testapps.context;

/**
 * A way for work to reach another thread. All calls share it: pools and loops are made once.
 *
 * @param name for people, and unique within its library
 * @param since the first feature version of the JDK that has it
 * @param notCarried why it is known to lose the call, or to keep another's; empty if it does not
 */
public record Construct(String name, int since, String notCarried, Carrier carrier) {
  private static final int OLDEST = 17;

  /** A construct that every supported JDK has, and through which a call's work keeps its call. */
  public static Construct of(String name, Carrier carrier) {
    return new Construct(name, OLDEST, "", carrier);
  }

  /** The same, which JDKs have since a feature version. */
  public Construct since(int feature) {
    return new Construct(name, feature, notCarried, carrier);
  }

  /**
   * The same, known not to work.
   *
   * @param why for people, in one line
   */
  public Construct notCarried(String why) {
    return new Construct(name, since, why, carrier);
  }

  /** Whether a JDK has it. */
  public boolean isIn(int feature) {
    return since <= feature;
  }

  @Override
  public String toString() {
    return name;
  }
}
