package dev.sallyport.agent.context;

import dev.sallyport.policy.decide.Grants;
import org.jspecify.annotations.Nullable;

/**
 * What a shadow would let somebody do.
 *
 * @param of the policy that says so
 */
public record ShadowGrants(Shadow of, Grants grants) {

  /** What both may do; null where another policy says what the other one may. */
  @Nullable ShadowGrants narrow(@Nullable ShadowGrants other) {
    return other == null || other.of != of
        ? null
        : new ShadowGrants(of, Grants.intersection(grants, other.grants));
  }
}
