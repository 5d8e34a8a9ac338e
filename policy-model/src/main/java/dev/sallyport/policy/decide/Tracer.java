package dev.sallyport.policy.decide;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows a decision through the compiled rules that made it. What a single rule says is found by
 * letting the engine's own rules decide with nothing else in the policy, so that a trace can't read
 * a rule differently.
 */
final class Tracer {
  /** The decision where nothing covers a request, which no policy can make. */
  private static final Decision NOTHING =
      new Decision(Verdict.DENY, new Rule("built-in.nothing", 0), Reason.NOT_GRANTED);

  private final PrimitiveIndex primitives;
  private final List<Trace.Step> steps = new ArrayList<>();

  /** The decision on the operation where no entry says anything. */
  private Decision without = NOTHING;

  Tracer(PrimitiveIndex primitives) {
    this.primitives = primitives;
  }

  /** The steps so far, and the decision itself where none of them has it. */
  Trace trace(Decision decision) {
    boolean said = false;
    for (Trace.Step step : steps) {
      said |= step.decision().equals(decision);
    }
    if (!said) {
      add(kind(decision), decision);
    }
    return new Trace(steps, decision);
  }

  /** What decides that says nothing by itself, as what holds for the grants of other entries. */
  private static Trace.Kind kind(Decision decision) {
    if (decision.reason() == Reason.NOT_GRANTED) {
      return Trace.Kind.UNCOVERED;
    }
    return decision.rule().line() == 0 ? Trace.Kind.BUILT_IN : Trace.Kind.RULE;
  }

  /** Follows the decision on a use, in the order in which it is made. */
  void use(Request.Invocation use, Circumstances circumstances) {
    use(primitives, use, circumstances);
    if (use instanceof Request.ToolCall call) {
      ConditionRules conditions = primitives.find(primitives.of(use)).conditions();
      Decision refusal = conditions.refusal(call, circumstances);
      add(Trace.Kind.CONDITION, refusal);
      ApprovalCheck approval = refusal == null ? conditions.approval(call, circumstances) : null;
      add(Trace.Kind.CONDITION, approval == null ? null : approval.unapproved());
    }
  }

  private void use(PrimitiveIndex layer, Request.Invocation use, Circumstances circumstances) {
    if (layer.below() != null) {
      use(layer.below(), use, circumstances);
    }
    CompiledPolicy policy = layer.policy();
    Caller caller = circumstances.caller();
    Session session = circumstances.session();
    add(Trace.Kind.CALLER, policy.callers().refusal(caller));
    add(Trace.Kind.CALLER, policy.sessions().refusal(session));
    Principal.Primitive principal = primitives.of(use);
    String subject = PrimitiveIndex.subject(principal);
    if (subject == null) {
      add(Trace.Kind.BUILT_IN, Decisions.NO_URI);
      return;
    }
    List<PrimitiveEntry> fitting = layer.fitting(principal, subject);
    for (PrimitiveEntry entry : fitting) {
      add(Trace.Kind.ENTRY, entry.use());
    }
    if (fitting.isEmpty()) {
      add(Trace.Kind.UNLISTED, policy.unlisted());
    }
    add(Trace.Kind.REACH, policy.callers().refusal(caller, principal, subject));
    add(Trace.Kind.REACH, policy.sessions().refusal(session, principal, subject));
  }

  /** Follows the decision on an operation of a use that goes on, or of the server itself. */
  void operation(Principal principal, Request operation) {
    operation(primitives, principal, operation);
  }

  private void operation(PrimitiveIndex layer, Principal principal, Request operation) {
    if (layer.below() != null) {
      operation(layer.below(), principal, operation);
    }
    if (principal instanceof Principal.Server server) {
      server(layer.policy(), server.phase(), operation);
      return;
    }
    Principal.Primitive primitive = (Principal.Primitive) principal;
    Decision use = layer.find(primitive).use();
    String subject = PrimitiveIndex.subject(primitive);
    builtIn(layer.policy(), new RuleSetBuilder(), operation);
    if (use.denies()) {
      add(Trace.Kind.ENTRY, use);
    }
    if (subject != null) {
      List<PrimitiveEntry> fitting = layer.fitting(primitive, subject);
      for (EntryRules entry : layer.rules(primitive, fitting)) {
        rules(layer.policy(), entry, use.denies(), operation);
      }
    }
    Decision readOnly = layer.find(primitive).conditions().readOnly();
    // It is asked only of what is granted.
    if (readOnly != null && readOnly.equals(layer.find(primitive).grants().decide(operation))) {
      add(Trace.Kind.CONDITION, readOnly);
    }
  }

  private void server(CompiledPolicy policy, Phase phase, Request operation) {
    EntryRules entry = phase == Phase.STARTING ? policy.starting() : policy.serving();
    if (phase == Phase.STARTING && entry == null) {
      return;
    }
    RuleSetBuilder server = new RuleSetBuilder();
    server.addServer();
    builtIn(policy, server, operation);
    if (entry != null) {
      rules(policy, entry, /* deniesOnly= */ false, operation);
    }
  }

  private void builtIn(CompiledPolicy policy, RuleSetBuilder rules, Request operation) {
    without = decide(policy, rules, operation);
    if (!without.equals(NOTHING)) {
      add(
          without.reason() == Reason.EGRESS_FLOOR ? Trace.Kind.FLOOR : Trace.Kind.BUILT_IN,
          without);
    }
  }

  /**
   * The rules of one entry that cover an operation.
   *
   * @param deniesOnly whether nothing is left of what the entry grants, since its use is denied
   */
  private void rules(
      CompiledPolicy policy, EntryRules entry, boolean deniesOnly, Request operation) {
    for (RuleSetBuilder single : RuleSetBuilder.singles(entry)) {
      Decision alone = decide(policy, single, operation);
      boolean covers = !alone.equals(NOTHING) && !alone.equals(without);
      if (covers && (alone.denies() || !deniesOnly)) {
        add(Trace.Kind.RULE, alone);
      }
    }
  }

  private static Decision decide(CompiledPolicy policy, RuleSetBuilder rules, Request operation) {
    return RuleGrants.decide(rules.build(policy, NOTHING), operation);
  }

  private void add(Trace.Kind kind, @Nullable Decision decision) {
    if (decision == null) {
      return;
    }
    Trace.Step step = new Trace.Step(kind, decision);
    // What two policies have in common, such as what is built in, is said once.
    if (!steps.contains(step)) {
      steps.add(step);
    }
  }
}
