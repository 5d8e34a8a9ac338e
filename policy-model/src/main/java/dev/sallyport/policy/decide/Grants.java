package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Mode;

/**
 * What one principal may do, compiled. Immutable and safe for any thread; never blocks, does no
 * I/O.
 */
public interface Grants {

  Principal principal();

  /** Whether a denial under these grants is enforced or only recorded. */
  Mode mode();

  /**
   * Decides one request. Never throws: what can't be decided is denied with {@link Reason#ERROR}.
   */
  Decision decide(Request request);

  /**
   * What both allow, for work that two calls share. Enforced where one of them is; for the
   * principal of the first.
   */
  static Grants intersection(Grants first, Grants second) {
    return first == second ? first : new Intersection(first, second);
  }
}
