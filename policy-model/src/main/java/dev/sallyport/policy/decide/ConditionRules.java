package dev.sallyport.policy.decide;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of all entries that fit a tool together: what any of them asks for has to hold,
 * but that of its arguments only the most specific entry is heard that says something.
 */
final class ConditionRules {
  static final ConditionRules NONE = new ConditionRules(List.of());

  private final boolean empty;
  private final @Nullable ArgumentChecks arguments;

  /**
   * Of these.
   *
   * @param entries the most specific first
   */
  ConditionRules(List<EntryConditions> entries) {
    this.empty = isEmpty(entries);
    this.arguments = arguments(entries);
  }

  private static boolean isEmpty(List<EntryConditions> entries) {
    for (EntryConditions entry : entries) {
      if (!entry.equals(EntryConditions.NONE)) {
        return false;
      }
    }
    return true;
  }

  /** Whether they ask for nothing. */
  boolean isEmpty() {
    return empty;
  }

  private static @Nullable ArgumentChecks arguments(List<EntryConditions> entries) {
    for (EntryConditions entry : entries) {
      if (entry.arguments() != null) {
        return entry.arguments();
      }
    }
    return null;
  }

  /** Why a call may not go on; null where it may. */
  @Nullable Decision refusal(Request.ToolCall call, Circumstances circumstances) {
    return arguments == null ? null : arguments.refusal(call.arguments());
  }
}
