package dev.sallyport.agent.audit;

/**
 * A place in the chain.
 *
 * @param seq the number of the record there; 0 before the first
 * @param head its chain value, 64 lower-case hex digits; zeros before the first
 */
record ChainPoint(long seq, String head) {
  /** Where a chain begins. */
  static final ChainPoint START = new ChainPoint(0, "0".repeat(64));
}
