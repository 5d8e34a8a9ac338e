package dev.sallyport.agent.context;

import dev.sallyport.policy.decide.Grants;
import org.jspecify.annotations.Nullable;

/**
 * For whom work is done, and what that allows. Immutable but for what its call remembers.
 *
 * @param call null for the server's own work
 * @param decided what was decided for it already
 * @param shadow what it would be allowed otherwise; null where nothing else is evaluated
 */
public record Context(
    Grants grants, @Nullable Call call, Decided decided, @Nullable ShadowGrants shadow)
    implements Cause {

  public Context(Grants grants, @Nullable Call call) {
    this(grants, call, /* shadow= */ null);
  }

  public Context(Grants grants, @Nullable Call call, @Nullable ShadowGrants shadow) {
    this(grants, call, new Decided(), shadow);
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
    return both == grants
        ? this
        : new Context(both, call, shadow == null ? null : shadow.narrow(context.shadow));
  }
}
