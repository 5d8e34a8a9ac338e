package dev.sallyport.agent.context;

import dev.sallyport.policy.decide.Grants;
import org.jspecify.annotations.Nullable;

/**
 * For whom work is done, and what that allows. Immutable but for what its call remembers.
 *
 * @param call null for the server's own work
 */
public record Context(Grants grants, @Nullable Call call) {

  /** Two calls that reached the same work: only what both may do. */
  Context narrow(Context other) {
    return new Context(Grants.intersection(grants, other.grants), call);
  }
}
