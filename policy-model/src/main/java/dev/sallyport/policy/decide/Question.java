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

  /** Whether the server itself may do something, where no call is the cause. */
  record OfServer(Phase phase, Request operation) implements Question {}
}
