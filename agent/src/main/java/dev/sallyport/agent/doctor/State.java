package dev.sallyport.agent.doctor;

/** What became of a hook's canary. */
public enum State {
  /** It fired, and the operation was stopped there; or the context was carried. */
  LIVE("live"),
  /** It fired, but the mode is audit: a denial there is recorded and carried out nowhere. */
  OBSERVED("observed only"),
  /** The hook is not woven, or it did not fire. */
  ABSENT("absent"),
  /** It is woven, and nothing harmless comes to it. */
  UNFIRED("not fired"),
  /** This JVM does not have the class. */
  WAITING("waiting for their class");

  private final String text;

  State(String text) {
    this.text = text;
  }

  /** In words. */
  public String text() {
    return text;
  }
}
