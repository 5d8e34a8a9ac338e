package dev.sallyport.policy.decide;

/** The server's own threads: before the first request is served, and after. */
public enum Phase {
  STARTING,
  SERVING
}
