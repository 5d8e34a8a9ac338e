package dev.sallyport.agent.record;

/** What happens to an entry when the queue is full. */
public enum Overflow {
  /** The caller waits until there is room, up to a limit; after that as {@link #DROP}. */
  BLOCK,
  /** The entry is counted and lost, and the records show the gap. */
  DROP
}
