package dev.sallyport.policy.decide;

/** For whom an operation is done. */
public sealed interface Principal {

  /** A call of the tool of that name. */
  record Tool(String name) implements Principal {}

  /** The server itself, where no call is the cause. */
  record Server(Phase phase) implements Principal {}
}
