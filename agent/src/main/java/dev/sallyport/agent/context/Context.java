package dev.sallyport.agent.context;

import dev.sallyport.policy.decide.Grants;
import org.jspecify.annotations.Nullable;

/**
 * For whom work is done, and what that allows. Immutable but for what its call remembers.
 *
 * @param call null for the server's own work
 * @param decided what was decided for it already
 */
public record Context(Grants grants, @Nullable Call call, Decided decided) implements Cause {

  public Context(Grants grants, @Nullable Call call) {
    this(grants, call, new Decided());
  }

  /**
   * Two calls that reached the same work: only what both may do. A tool's calls have the same
   * grants, so work that is handed over again before it ever runs dry is narrowed once for each
   * tool.
   */
  @Override
  public Context narrow(Cause other) {
    if (!(other instanceof Context context)) {
      return this;
    }
    Grants both = Grants.intersection(grants, context.grants);
    return both == grants ? this : new Context(both, call);
  }
}
