package dev.sallyport.agent.enforce;

/**
 * A decision to block one operation.
 *
 * @param id the id of the decision, for whoever has to ask about it
 * @param target what was refused
 * @param approval the id of an approval after which the same may be asked again; empty for none
 */
public record Refusal(String id, String target, String approval) {
  /** For good. */
  public Refusal(String id, String target) {
    this(id, target, /* approval= */ "");
  }
}
