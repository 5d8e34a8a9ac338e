package dev.sallyport.agent.report;

/**
 * Whether the chain of the records was verified, and what came of it.
 *
 * @param detail in a sentence
 */
public record Chain(State state, String detail) {

  /** What came of it. */
  public enum State {
    WHOLE,
    BROKEN,
    NOT_VERIFIED
  }

  /** Nobody looked. */
  public static Chain notVerified() {
    return new Chain(State.NOT_VERIFIED, "This report did not verify the chain of the records.");
  }
}
