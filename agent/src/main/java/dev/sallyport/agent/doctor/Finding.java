package dev.sallyport.agent.doctor;

/**
 * A weakness that is there.
 *
 * @param subject which file or package, or empty
 */
public record Finding(Weakness weakness, String subject) {

  /** The sentence, and what it is about. */
  public String text() {
    return subject.isEmpty() ? weakness.sentence() : weakness.sentence() + ": " + subject;
  }
}
