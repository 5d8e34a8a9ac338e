package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Actions;
import dev.sallyport.policy.model.Approval;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Risk;
import dev.sallyport.policy.model.SecretArguments;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of all entries that fit a tool together: what any of them asks for has to hold,
 * but of what its arguments may be, of who approves a call and of its risk only the most specific
 * entry is heard that says something. Of several that are as specific, what arguments may be is
 * what all of them say.
 *
 * <p>Those of a policy that this one narrows hold as well. Where there can be only one answer, such
 * as who approves a call, it is theirs if they have one.
 */
final class ConditionRules {
  static final ConditionRules NONE = new ConditionRules(List.of(), Map.of(), null, null);

  /** In the order in which they are asked, what keeps the work small first. */
  private final List<CallCheck> conditions = new ArrayList<>();

  private final @Nullable ConditionRules below;
  private final boolean secretsAreTold;
  private final @Nullable Decision schema;

  /** Those of the entries, the most specific first. */
  private final List<ApprovalCheck> approvals = new ArrayList<>();

  private final Map<Risk, ApprovalCheck> tiers = new EnumMap<>(Risk.class);
  private final @Nullable Entry<Risk> risk;
  private final @Nullable Actions actions;
  private final @Nullable Decision contradicted;

  /**
   * Of these.
   *
   * @param entries the most specific first
   * @param tiers who approves calls of each risk, where no entry says
   * @param action of the calls that they are for; null where the tool has none
   * @param below those of the policy that is narrowed; null for none
   */
  ConditionRules(
      List<PrimitiveEntry> entries,
      Map<Risk, Entry<Approval>> tiers,
      @Nullable String action,
      @Nullable ConditionRules below) {
    List<CallCheck> others = new ArrayList<>();
    List<CallCheck> arguments = new ArrayList<>();
    PrimitiveEntry withArguments = null;
    SecretArguments secrets = null;
    Decision itsSchema = null;
    Entry<Risk> itsRisk = null;
    Actions itsActions = null;
    Decision itsContradiction = null;
    for (PrimitiveEntry fitting : entries) {
      EntryConditions entry = fitting.conditions();
      if (entry.bounds() != null) {
        conditions.add(entry.bounds());
      }
      others.addAll(entry.others());
      if (entry.arguments() != null
          && (withArguments == null || fitting.isAsSpecificAs(withArguments))) {
        withArguments = fitting;
        arguments.add(entry.arguments());
      }
      secrets = secrets == null ? entry.secrets() : secrets;
      itsSchema = itsSchema == null ? entry.schema() : itsSchema;
      if (entry.approval() != null) {
        approvals.add(entry.approval());
      }
      itsRisk = itsRisk == null ? entry.risk(action) : itsRisk;
      itsActions = itsActions == null ? entry.actions() : itsActions;
      itsContradiction = itsContradiction == null ? entry.contradicted() : itsContradiction;
    }
    conditions.addAll(arguments);
    conditions.addAll(others);
    this.below = below;
    boolean beneathTells = below != null && below.secretsAreTold;
    boolean isSilent = below != null && secrets == null;
    this.secretsAreTold = beneathTells || (!isSilent && secrets != SecretArguments.ALLOW);
    this.schema = itsSchema;
    tiers.forEach((tier, approval) -> this.tiers.put(tier, new ApprovalCheck(approval)));
    this.risk = itsRisk;
    this.actions = itsActions == null && below != null ? below.actions() : itsActions;
    this.contradicted = itsContradiction;
  }

  /** Whether they ask for nothing, whatever the call. */
  boolean isEmpty() {
    boolean nothing = conditions.isEmpty() && schema == null && approvals.isEmpty();
    return nothing && tiers.isEmpty() && (below == null || below.isEmpty());
  }

  /** Why a call may not go on; null where it may. */
  @Nullable Decision refusal(Request.ToolCall call, Circumstances circumstances) {
    Decision beneath = below == null ? null : below.refusal(call, circumstances);
    if (beneath != null) {
      return beneath;
    }
    for (CallCheck condition : conditions) {
      Decision refusal = condition.refusal(call, circumstances);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  /** The names of the arguments that hold what looks like a secret, where that is to be told. */
  List<String> secretsIn(Request.ToolCall call) {
    return secretsAreTold ? SecretsInArguments.named(call.arguments()) : List.of();
  }

  /**
   * The denial of arguments that do not fit the tool's own schema; null where that is not asked.
   */
  @Nullable Decision schema() {
    Decision beneath = below == null ? null : below.schema();
    return beneath == null ? schema : beneath;
  }

  /** What says who has to approve a call; null where nobody has to. */
  @Nullable ApprovalCheck approval(Request.ToolCall call, Circumstances circumstances) {
    ApprovalCheck beneath = below == null ? null : below.approval(call, circumstances);
    if (beneath != null) {
      return beneath;
    }
    for (ApprovalCheck approval : approvals) {
      if (approval.isAbout(call, circumstances)) {
        return approval;
      }
    }
    Risk written = written();
    Risk its = written == null ? circumstances.hint() : written;
    ApprovalCheck tier = its == null ? null : tiers.get(its);
    return tier != null && tier.isAbout(call, circumstances) ? tier : null;
  }

  /**
   * Whether there are calls that somebody has to approve.
   *
   * @param hint the risk that the tool gives itself; null where it does not say
   */
  boolean mayNeedApproval(@Nullable Risk hint) {
    Risk written = written();
    Risk its = written == null ? hint : written;
    return !approvals.isEmpty()
        || (its != null && tiers.containsKey(its))
        || (below != null && below.mayNeedApproval(hint));
  }

  /** The terms of the approval that a decision asks for; null where it asks for none of these. */
  @Nullable Approval terms(Decision decision) {
    for (ApprovalCheck approval : approvals) {
      if (approval.unapproved().equals(decision)) {
        return approval.terms();
      }
    }
    for (ApprovalCheck tier : tiers.values()) {
      if (tier.unapproved().equals(decision)) {
        return tier.terms();
      }
    }
    return below == null ? null : below.terms(decision);
  }

  /** What its calls do; null where the policy does not tell them apart. */
  @Nullable Actions actions() {
    return actions;
  }

  /** What the policy says of its risk, null where it does not. */
  @Nullable Risk risk() {
    return below != null && below.risk() == Risk.READ ? Risk.READ : written();
  }

  /** Of several policies the last one that says. */
  private @Nullable Risk written() {
    if (risk != null) {
      return risk.value();
    }
    return below == null ? null : below.written();
  }

  /**
   * The denial of changes by a tool that this policy says makes none; null where it may. What a
   * policy beneath says of that is in its grants.
   */
  @Nullable Decision readOnly() {
    return risk != null && risk.value() == Risk.READ ? Decisions.denied(risk, Reason.RISK) : null;
  }

  /**
   * The denial of changes by a tool that says of itself that it makes none; null for none, and
   * where a policy says itself what the risk is.
   */
  @Nullable Decision contradicted() {
    Decision beneath = below == null ? null : below.contradicted();
    return beneath == null && risk == null ? contradicted : beneath;
  }
}
