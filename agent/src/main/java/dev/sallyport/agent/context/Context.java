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
 * @param calls all whose grants it is narrowed to, that call first
 */
public record Context(Grants grants, @Nullable Call call, Decided decided, List<Call> calls) {

  public Context(Grants grants, @Nullable Call call) {
    this(grants, call, new Decided(), call == null ? List.of() : List.of(call));
  }

  /** Two calls that reached the same work: only what both may do. */
  Context narrow(Context other) {
    if (calls.containsAll(other.calls)) {
      return this;
    }
    List<Call> all = new ArrayList<>(calls);
    all.addAll(other.calls);
    return new Context(
        Grants.intersection(grants, other.grants), call, new Decided(), List.copyOf(all));
  }
}
