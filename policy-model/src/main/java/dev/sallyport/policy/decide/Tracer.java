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

  private final CompiledPolicy policy;
  private final PrimitiveIndex primitives;
  private final List<Trace.Step> steps = new ArrayList<>();

  Tracer(CompiledPolicy policy, PrimitiveIndex primitives) {
    this.policy = policy;
    this.primitives = primitives;
  }

  /** The steps so far, and the decision itself where none of them has it. */
  Trace trace(Decision decision) {
    boolean said = false;
    for (Trace.Step step : steps) {
      said |= step.decision().equals(decision);
    }
    if (!said) {
      add(Trace.Kind.UNCOVERED, decision);
    }
    return new Trace(steps, decision);
  }

  /** Follows the decision on a use, in the order in which it is made. */
  void use(Request.Invocation use, Circumstances circumstances) {
    Caller caller = circumstances.caller();
    Session session = circumstances.session();
    add(Trace.Kind.CALLER, policy.callers().refusal(caller));
    add(Trace.Kind.CALLER, policy.sessions().refusal(session));
    Principal.Primitive principal = use.of();
    String subject = PrimitiveIndex.subject(principal);
    if (subject == null) {
      add(Trace.Kind.BUILT_IN, Decisions.NO_URI);
      return;
    }
    List<PrimitiveEntry> fitting = primitives.fitting(principal, subject);
    for (PrimitiveEntry entry : fitting) {
      add(Trace.Kind.ENTRY, entry.use());
    }
    if (fitting.isEmpty()) {
      add(Trace.Kind.UNLISTED, policy.unlisted());
    }
    add(Trace.Kind.REACH, policy.callers().refusal(caller, principal, subject));
    add(Trace.Kind.REACH, policy.sessions().refusal(session, principal, subject));
    if (use instanceof Request.ToolCall call) {
      add(
          Trace.Kind.CONDITION,
          primitives.find(principal).conditions().refusal(call, circumstances));
    }
  }

  /** Follows the decision on an operation of a use that was allowed. */
  void operation(Principal.Primitive principal, Request operation) {
    String subject = PrimitiveIndex.subject(principal);
    List<EntryRules> rules = new ArrayList<>();
    if (subject != null) {
      for (PrimitiveEntry entry : primitives.fitting(principal, subject)) {
        if (entry.rules() != null) {
          rules.add(entry.rules());
        }
      }
    }
    rules(rules, new RuleSetBuilder(), operation);
  }

  /**
   * Follows the decision on an operation of the server itself.
   *
   * @param entry null where the policy says nothing of the phase
   */
  void server(@Nullable EntryRules entry, Request operation) {
    RuleSetBuilder server = new RuleSetBuilder();
    server.addServer();
    rules(entry == null ? List.of() : List.of(entry), server, operation);
  }

  private void rules(List<EntryRules> entries, RuleSetBuilder builtIn, Request operation) {
    Decision without = decide(builtIn, operation);
    if (!without.equals(NOTHING)) {
      Trace.Kind kind =
          without.reason() == Reason.EGRESS_FLOOR ? Trace.Kind.FLOOR : Trace.Kind.BUILT_IN;
      add(kind, without);
    }
    for (EntryRules entry : entries) {
      for (RuleSetBuilder single : RuleSetBuilder.singles(entry)) {
        Decision alone = decide(single, operation);
        if (!alone.equals(NOTHING) && !alone.equals(without)) {
          add(Trace.Kind.RULE, alone);
        }
      }
    }
  }

  private Decision decide(RuleSetBuilder rules, Request operation) {
    return RuleGrants.decide(rules.build(policy, NOTHING), operation);
  }

  private void add(Trace.Kind kind, @Nullable Decision decision) {
    if (decision != null) {
      steps.add(new Trace.Step(kind, decision));
    }
  }
}
