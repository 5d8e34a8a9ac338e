package dev.sallyport.policy.decide;

import java.util.List;

/**
 * How a decision came about.
 *
 * @param steps what in the policy has to do with it, in the order in which it is looked at
 * @param decision the engine's own
 */
public record Trace(List<Step> steps, Decision decision) {
  public Trace {
    steps = List.copyOf(steps);
  }

  /**
   * One part of the policy, and what it says by itself.
   *
   * @param decision what would come of it, were it alone
   */
  public record Step(Kind kind, Decision decision) {}

  /** What a step is about. */
  public enum Kind {
    /** Who asks, and in which session. */
    CALLER,
    /** An entry that fits what is asked for, the more specific first. */
    ENTRY,
    /** There is no such entry. */
    UNLISTED,
    /** A role, scope or purpose does not list it. */
    REACH,
    /** A condition of a fitting entry does not hold. */
    CONDITION,
    /** What holds whatever is written: what is protected, and what the JVM needs. */
    BUILT_IN,
    /** The floor of addresses that no grant reaches. */
    FLOOR,
    /** A single rule of a fitting entry that covers the operation, the more specific first. */
    RULE,
    /** No rule covers it. */
    UNCOVERED
  }
}
