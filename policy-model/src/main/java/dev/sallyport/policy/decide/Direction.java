package dev.sallyport.policy.decide;

/** Which way bytes go. */
public enum Direction {
  SENT,
  RECEIVED,
  /** To the client, as what it is answered. */
  ANSWERED
}
