package dev.sallyport.policy.model;

import dev.sallyport.policy.condition.Condition;
import dev.sallyport.policy.match.NameGlob;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That somebody has to approve a call before it goes on.
 *
 * @param from the roles one of which the approver has to act in
 * @param within how long a call waits for it
 * @param reasoned whether the approver has to give a reason
 * @param when of which calls; null for all
 * @param after only of those in whose session a tool that one of these fits was called before; none
 *     for any
 */
public record Approval(
    List<String> from,
    Duration within,
    boolean reasoned,
    @Nullable Entry<Condition> when,
    List<NameGlob> after) {
  public Approval {
    from = List.copyOf(from);
    after = List.copyOf(after);
  }

  /** Of every call. */
  public Approval(List<String> from, Duration within, boolean reasoned) {
    this(from, within, reasoned, null, List.of());
  }
}
