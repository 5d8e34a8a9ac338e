package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Entry;

/**
 * One compiled entry of a policy: what it covers, and the decision where it does.
 *
 * @param specificity the more, the more specific
 */
record Match<T>(T pattern, int specificity, Decision decision) implements Comparable<Match<?>> {

  static <T> Match<T> granting(Entry<?> entry, T pattern, int specificity) {
    return new Match<>(pattern, specificity, Decisions.granted(entry));
  }

  static <T> Match<T> denying(Entry<?> entry, T pattern, int specificity) {
    return new Match<>(pattern, specificity, Decisions.denied(entry, Reason.DENIED));
  }

  /** The most specific first. */
  @Override
  public int compareTo(Match<?> other) {
    return Integer.compare(other.specificity, specificity);
  }
}
