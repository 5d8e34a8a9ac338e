package dev.sallyport.agent.context;

import dev.sallyport.policy.decide.Grants;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * For whom work is done, and what that allows. Immutable but for what its call remembers.
 *
 * @param call null for the server's own work
 * @param decided what was decided for it already
 * @param calls all whose grants it is narrowed to, that call first; of very many the first ones
 */
public record Context(Grants grants, @Nullable Call call, Decided decided, List<Call> calls) {
  private static final int MOST_CALLS = 16;

  public Context(Grants grants, @Nullable Call call) {
    this(grants, call, new Decided(), call == null ? List.of() : List.of(call));
  }

  /**
   * Two calls that reached the same work: only what both may do. What everybody shares, such as a
   * listener without a state, may be waiting at any time, so what it grows to is bounded.
   */
  @SuppressWarnings("ReferenceEquality") // equals of a record would link classes inside a hook
  Context narrow(Context other) {
    Grants both = Grants.intersection(grants, other.grants);
    if (both == grants && (calls.size() >= MOST_CALLS || calls.containsAll(other.calls))) {
      return this;
    }
    List<Call> all = new ArrayList<>(calls);
    for (Call one : other.calls) {
      if (all.size() < MOST_CALLS && !all.contains(one)) {
        all.add(one);
      }
    }
    return new Context(both, call, new Decided(), List.copyOf(all));
  }
}
