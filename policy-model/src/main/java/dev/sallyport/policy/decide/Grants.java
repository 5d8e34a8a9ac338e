package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Mode;

/**
 * What one principal may do, compiled. Immutable and safe for any thread; never blocks, does no
 * I/O.
 */
public interface Grants {

  Principal principal();

  /** The digest of the policy that they are of; empty where that has no text. */
  String policy();

  /** Whether a denial under these grants is enforced or only recorded. */
  Mode mode();

  /**
   * Decides one request, other than those that an {@link Engine} decides. Never throws: what can't
   * be decided is denied with {@link Reason#ERROR}.
   */
  Decision decide(Request request);

  /** Whether these grants are the other ones, or narrowed to them already. */
  default boolean includes(Grants other) {
    return this == other;
  }

  /**
   * What both allow, for work that two calls share. Enforced where one of them is; for the
   * principal of the first. Of the same grants again nothing is added, however often they meet.
   */
  static Grants intersection(Grants first, Grants second) {
    if (second instanceof Intersection both) {
      return intersection(intersection(first, both.first()), both.second());
    }
    return first.includes(second) ? first : new Intersection(first, second);
  }
}
