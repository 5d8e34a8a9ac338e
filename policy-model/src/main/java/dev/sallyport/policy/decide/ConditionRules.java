package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Approval;
import dev.sallyport.policy.model.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of all entries that fit a tool together: what any of them asks for has to hold,
 * but of its arguments, and of who approves it, only the most specific entry is heard that says
 * something.
 */
final class ConditionRules {
  static final ConditionRules NONE = new ConditionRules(List.of());

  private final @Nullable ArgumentChecks arguments;
  private final @Nullable Entry<Approval> approval;
  private final @Nullable Decision unapproved;

  /**
   * Of these.
   *
   * @param entries the most specific first
   */
  ConditionRules(List<EntryConditions> entries) {
    this.arguments = arguments(entries);
    this.approval = approval(entries);
    this.unapproved = approval == null ? null : Decisions.unapproved(approval);
  }

  private static @Nullable ArgumentChecks arguments(List<EntryConditions> entries) {
    for (EntryConditions entry : entries) {
      if (entry.arguments() != null) {
        return entry.arguments();
      }
    }
    return null;
  }

  private static @Nullable Entry<Approval> approval(List<EntryConditions> entries) {
    for (EntryConditions entry : entries) {
      if (entry.approval() != null) {
        return entry.approval();
      }
    }
    return null;
  }

  /** Who has to approve a call; null where nobody has to. */
  @Nullable Approval approval() {
    return approval == null ? null : approval.value();
  }

  /** The decision on a call that all else would allow, while nobody approved it; null for none. */
  @Nullable Decision unapproved() {
    return unapproved;
  }

  /** Why a call may not go on; null where it may. */
  @Nullable Decision refusal(Request.ToolCall call, Circumstances circumstances) {
    return arguments == null ? null : arguments.refusal(call.arguments());
  }
}
