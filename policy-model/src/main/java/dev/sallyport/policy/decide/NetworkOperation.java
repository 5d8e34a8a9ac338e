package dev.sallyport.policy.decide;

/** What is done with an address. */
public enum NetworkOperation {
  /** Covered by {@code net}, and by {@code http} of the same host and port. */
  CONNECT,
  /** Covered by {@code net}. */
  SEND,
  /** Covered by {@code listen}. */
  LISTEN,
  /**
   * A datagram socket takes a local port that the system chooses, as it must before it can send.
   * Covered by {@code listen}, and by having any {@code net}.
   */
  LISTEN_FOR_ANSWERS,
  /**
   * Joining a multicast group, of which the address is. Covered by {@code listen}, over the floor.
   */
  JOIN
}
