package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.Rate;

/** One limit on calls that are counted together. Who counts them answers with {@link #beyond}. */
public sealed interface Quota {

  /** Whose calls are counted together. */
  enum Scope {
    /** Of one session; where sessions are not told, as of a caller, or else of the server. */
    SESSION,
    /** Of one caller, in all its sessions; those that are not identified count as one. */
    CALLER,
    /** Of everyone. */
    SERVER
  }

  /** What tells it from the others that are counted for the same session, caller or server. */
  String key();

  Scope scope();

  /** The decision on what is one too many. */
  Decision beyond();

  /** How many in a span of time. */
  record Calls(String key, Scope scope, Rate rate, Decision beyond) implements Quota {}

  /** How many that did not answer yet. */
  record Concurrent(String key, Scope scope, long most, Decision beyond) implements Quota {}

  /** How many bytes they may move. */
  record Bytes(String key, Scope scope, Direction direction, long most, Decision beyond)
      implements Quota {}
}
