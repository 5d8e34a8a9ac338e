package dev.sallyport.policy.decide;

/** What is done with an address. {@code net} covers the first two, {@code listen} the last. */
public enum NetworkOperation {
  CONNECT,
  SEND,
  LISTEN
}
