package dev.sallyport.policy.decide;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of all entries that fit a tool together: what any of them asks for has to hold,
 * but that of its arguments only the most specific entry is heard that says something.
 */
final class ConditionRules {
  static final ConditionRules NONE = new ConditionRules(List.of());

  private final @Nullable ArgumentChecks arguments;
  private final List<WhenRule> whens = new ArrayList<>();

  /**
   * Of these.
   *
   * @param entries the most specific first
   */
  ConditionRules(List<EntryConditions> entries) {
    this.arguments = arguments(entries);
    for (EntryConditions entry : entries) {
      if (entry.when() != null) {
        whens.add(entry.when());
      }
    }
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
    Decision refusal = arguments == null ? null : arguments.refusal(call.arguments());
    return refusal == null && !whens.isEmpty()
        ? unmet(new CallFacts(call, circumstances))
        : refusal;
  }

  private @Nullable Decision unmet(CallFacts facts) {
    for (WhenRule when : whens) {
      Decision refusal = when.refusal(facts);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }
}
