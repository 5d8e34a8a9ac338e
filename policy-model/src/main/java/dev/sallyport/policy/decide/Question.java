package dev.sallyport.policy.decide;

import org.jspecify.annotations.Nullable;

/** What a policy can be asked where no server runs: as a test of it does. */
public sealed interface Question {

  /**
   * Whether a client may have what it asks for and, if so, whether an operation in it may be done.
   *
   * @param operation null where only the use itself is asked about
   */
  record OfUse(Request.Invocation use, Circumstances circumstances, @Nullable Request operation)
      implements Question {}

  /**
   * Whether an operation may be done: the server's own where no call is the cause, or one of a use
   * that is going on already.
   */
  record OfOperation(Principal principal, Request operation) implements Question {}
}
