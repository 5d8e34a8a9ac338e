package dev.sallyport.policy.match;

/** A text that is not of the language it should be of. */
public final class Malformed extends Exception {
  private static final long serialVersionUID = 1;

  private final String help;

  /**
   * Says what is wrong.
   *
   * @param help what to write instead; empty where there is nothing to say
   */
  public Malformed(String message, String help) {
    super(message, null, false, false);
    this.help = help;
  }

  /** What is wrong. Always there. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /** What to write instead; empty where there is nothing to say. */
  public String help() {
    return help;
  }
}
