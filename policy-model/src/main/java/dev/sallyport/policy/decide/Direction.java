package dev.sallyport.policy.decide;

/** Which way bytes go. */
public enum Direction {
  SENT,
  RECEIVED,
  /** From files. */
  READ,
  /** To the client, as what it is answered. */
  ANSWERED
}
