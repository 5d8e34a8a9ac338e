package dev.sallyport.agent.record;

/** The id of a decision as a client, an operator and a record show it: process and sequence. */
public final class DecisionId {
  private final String process;

  /**
   * @param process a short random name of this process's run, so that ids of two runs differ
   */
  public DecisionId(String process) {
    this.process = process;
  }

  /** The id of the decision of that sequence number, such as {@code 4f1c9a-2s}. */
  public String of(long sequence) {
    return process + '-' + Long.toString(sequence, Character.MAX_RADIX);
  }
}
