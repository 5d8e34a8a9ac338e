package dev.sallyport.agent.report;

/**
 * What came of holding the records against their chain.
 *
 * @param detail in a sentence
 */
public record Chain(State state, String detail) {

  /** What came of it. */
  public enum State {
    WHOLE,
    BROKEN,
    /** The records have none. */
    MISSING
  }
}
