package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Approval;
import dev.sallyport.policy.model.Contradiction;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Risk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of all entries that fit a tool together: what any of them asks for has to hold,
 * but of its arguments, of who approves it and of its risk only the most specific entry is heard
 * that says something.
 */
final class ConditionRules {
  static final ConditionRules NONE = new ConditionRules(List.of(), Map.of());

  private final @Nullable ArgumentChecks arguments;
  private final ScopeCheck[] scopes;
  private final @Nullable Entry<Approval> approval;
  private final Map<Risk, Entry<Approval>> tiers;
  private final @Nullable Entry<Risk> risk;
  private final @Nullable Decision contradicted;

  /**
   * Of these.
   *
   * @param entries the most specific first
   * @param tiers who approves calls of each risk, where no entry says
   */
  ConditionRules(List<EntryConditions> entries, Map<Risk, Entry<Approval>> tiers) {
    this.arguments = arguments(entries);
    this.scopes = scopes(entries);
    this.approval = approval(entries);
    this.tiers = tiers;
    this.risk = risk(entries);
    this.contradicted = contradicted(entries);
  }

  private static @Nullable ArgumentChecks arguments(List<EntryConditions> entries) {
    for (EntryConditions entry : entries) {
      if (entry.arguments() != null) {
        return entry.arguments();
      }
    }
    return null;
  }

  private static ScopeCheck[] scopes(List<EntryConditions> entries) {
    List<ScopeCheck> scopes = new ArrayList<>();
    for (EntryConditions entry : entries) {
      scopes.addAll(entry.scopes());
    }
    return scopes.toArray(new ScopeCheck[0]);
  }

  private static @Nullable Entry<Approval> approval(List<EntryConditions> entries) {
    for (EntryConditions entry : entries) {
      if (entry.approval() != null) {
        return entry.approval();
      }
    }
    return null;
  }

  private static @Nullable Entry<Risk> risk(List<EntryConditions> entries) {
    for (EntryConditions entry : entries) {
      if (entry.risk() != null) {
        return entry.risk();
      }
    }
    return null;
  }

  private static @Nullable Decision contradicted(List<EntryConditions> entries) {
    for (EntryConditions entry : entries) {
      if (entry.hints() != null && entry.hints().value() == Contradiction.DENY) {
        return Decisions.denied(entry.hints(), Reason.RISK);
      }
    }
    return null;
  }

  /**
   * Who has to approve a call; null where nobody has to.
   *
   * @param hint the risk that the tool gives itself; null where it does not say
   */
  @Nullable Entry<Approval> approval(@Nullable Risk hint) {
    Risk its = risk == null ? hint : risk.value();
    return approval != null || its == null ? approval : tiers.get(its);
  }

  /** What the policy says of its risk, null where it does not. */
  @Nullable Risk risk() {
    return risk == null ? null : risk.value();
  }

  /** The denial of changes by a tool that the policy says makes none; null where it may. */
  @Nullable Decision readOnly() {
    return risk != null && risk.value() == Risk.READ ? Decisions.denied(risk, Reason.RISK) : null;
  }

  /** The denial of changes by a tool that says of itself that it makes none; null for none. */
  @Nullable Decision contradicted() {
    return contradicted;
  }

  /** Why a call may not go on; null where it may. */
  @Nullable Decision refusal(Request.ToolCall call, Circumstances circumstances) {
    Decision refusal = arguments == null ? null : arguments.refusal(call.arguments());
    for (int i = 0; refusal == null && i < scopes.length; i++) {
      refusal = scopes[i].refusal(call.arguments());
    }
    return refusal;
  }
}
