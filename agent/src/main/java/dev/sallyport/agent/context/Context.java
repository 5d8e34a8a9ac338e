package dev.sallyport.agent.context;

import dev.sallyport.policy.decide.Grants;
import org.jspecify.annotations.Nullable;

/**
 * For whom work is done, and what that allows. Immutable but for what its call remembers.
 *
 * @param call null for the server's own work
 * @param decided what was decided for it already
 * @param wider what this was narrowed from, or null
 * @param limit what it was narrowed by, or null
 */
public record Context(
    Grants grants,
    @Nullable Call call,
    Decided decided,
    @Nullable Context wider,
    @Nullable Grants limit) {

  public Context(Grants grants, @Nullable Call call) {
    this(grants, call, new Decided(), null, null);
  }

  /**
   * Two calls that reached the same work: only what both may do.
   *
   * <p>A tool's calls have the same grants, so that work which goes from call to call and never
   * ends is narrowed once for each tool.
   */
  Context narrow(Context other) {
    Context narrowed = this;
    for (Context each = other; each != null; each = each.wider) {
      Grants by = each.limit == null ? each.grants : each.limit;
      if (!narrowed.isWithin(by)) {
        Grants both = Grants.intersection(narrowed.grants, by);
        narrowed = new Context(both, call, new Decided(), narrowed, by);
      }
    }
    return narrowed;
  }

  /** Whether it allows nothing that those grants don't, as far as it is known by identity. */
  private boolean isWithin(Grants by) {
    for (Context each = this; each != null; each = each.wider) {
      if (each.grants == by || each.limit == by) {
        return true;
      }
    }
    return false;
  }
}
