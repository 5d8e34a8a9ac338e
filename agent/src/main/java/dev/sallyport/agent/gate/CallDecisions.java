package dev.sallyport.agent.gate;

import dev.sallyport.agent.approval.Approvals;
import dev.sallyport.agent.approval.Sanction;
import dev.sallyport.agent.context.Call;
import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.context.Contexts;
import dev.sallyport.agent.context.Rules;
import dev.sallyport.agent.context.Shadow;
import dev.sallyport.agent.context.ShadowGrants;
import dev.sallyport.agent.context.ThreadState;
import dev.sallyport.agent.limit.Excess;
import dev.sallyport.agent.limit.Turnstile;
import dev.sallyport.agent.pin.Definitions;
import dev.sallyport.agent.record.Consent;
import dev.sallyport.agent.record.Faults;
import dev.sallyport.agent.risk.Hints;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Past;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Quota;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.decide.Rule;
import dev.sallyport.policy.decide.Verdict;
import dev.sallyport.policy.model.Approval;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Requirement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides on a call, before its handler runs: by the policy, by the pin and the schema of its tool,
 * by how many there may be, and by who has to approve it.
 */
final class CallDecisions {
  /** Nothing grants the use of what says something else of itself than was pinned. */
  private static final Decision CHANGED =
      new Decision(Verdict.DENY, new Rule("built-in.pin", 0), Reason.CHANGED);

  private final Contexts contexts;
  private final Checkpoint checkpoint;
  private final Turnstile turnstile;
  private final Definitions definitions;
  private final ShownSchemas schemas;
  private final Approvals approvals;
  private final Hints hints;
  private final Comparison comparison;

  /**
   * What came of it.
   *
   * @param consent who was asked, where somebody has to approve it
   * @param retryAfter in how many seconds it may be tried again; 0 where nobody knows
   * @param otherwise what a shadow says; null where that is the same, or there is none
   */
  record Ruling(
      Decision decision, Consent consent, long retryAfter, @Nullable Decision otherwise) {}

  CallDecisions(
      Contexts contexts,
      Checkpoint checkpoint,
      Turnstile turnstile,
      Definitions definitions,
      Approvals approvals,
      Hints hints,
      Faults faults) {
    this.contexts = contexts;
    this.checkpoint = checkpoint;
    this.turnstile = turnstile;
    this.definitions = definitions;
    this.schemas = new ShownSchemas(definitions, faults);
    this.approvals = approvals;
    this.hints = hints;
    this.comparison = new Comparison(faults);
  }

  /** Decides on a call that a client asks for. Where it may go on, it is counted by then. */
  Ruling rule(Rules rules, Context context, Request.Invocation invocation, Client client) {
    Engine engine = rules.engine();
    Decision decision = decide(engine, context, invocation, client, turnstile.past(client.kept()));
    Decision otherwise = otherwise(rules, context, invocation, client, decision);
    Excess excess = isOpen(decision) ? excess(engine, context.call(), invocation, client) : null;
    if (excess != null) {
      return new Ruling(excess.decision(), Consent.NONE, excess.retryAfter(), otherwise);
    }
    Sanction sanction = sanction(engine, context, invocation, client, decision);
    return new Ruling(sanction.decision(), sanction.consent(), /* retryAfter= */ 0, otherwise);
  }

  private Decision decide(
      Engine engine, Context context, Request.Invocation invocation, Client client, Past past) {
    Decision decision =
        checkpoint.decide(engine, context, invocation, client, hints.of(invocation.of()), past);
    if (isOpen(decision) && definitions.isChanged(invocation.of())) {
      return CHANGED;
    }
    Decision unfit = isOpen(decision) ? unfit(engine, invocation) : null;
    return unfit == null ? decision : unfit;
  }

  /** What a shadow would let the call do; null where there is none. */
  @Nullable ShadowGrants shadow(Rules rules, Request.Invocation invocation) {
    Shadow shadow = rules.shadow();
    if (shadow == null) {
      return null;
    }
    Engine engine = shadow.engine();
    return new ShadowGrants(shadow, hints.shadow(engine, engine.of(invocation)));
  }

  /**
   * What a shadow says of the call, before anything is counted and anybody asked; null where that
   * is the same, or there is none.
   */
  private @Nullable Decision otherwise(
      Rules rules,
      Context context,
      Request.Invocation invocation,
      Client client,
      Decision decision) {
    Shadow shadow = rules.shadow();
    if (shadow == null || decision.reason() == Reason.ERROR) {
      return null;
    }
    Past past = new ShadowPast(rules.engine(), turnstile.past(client.kept()));
    try {
      Decision shadows = decide(shadow.engine(), context, invocation, client, past);
      return comparison.compared(shadow, decision, shadows);
    } catch (RuntimeException | Error e) {
      comparison.failed(shadow, e.getClass().getName());
      return null;
    }
  }

  /** Whether it may go on, be it that somebody has to approve it. */
  private static boolean isOpen(Decision decision) {
    return decision.verdict() != Verdict.DENY;
  }

  /** The denial of what does not fit the schema that its tool shows; null where that may be. */
  private @Nullable Decision unfit(Engine engine, Request.Invocation invocation) {
    if (!(invocation instanceof Request.ToolCall call)) {
      return null;
    }
    Decision denial = engine.schemaDenial(call);
    return denial == null || schemas.fit(call) ? null : denial;
  }

  /** What everything else allows is counted; null where there is room for it. */
  private @Nullable Excess excess(
      Engine engine, Call call, Request.Invocation invocation, Client client) {
    List<Quota> quotas = engine.quotas(call.of());
    List<Entry<Requirement>> meets = engine.meets(call.of());
    if (quotas.isEmpty() && meets.isEmpty()) {
      return null;
    }
    Map<?, ?> known = invocation instanceof Request.ToolCall tool ? tool.arguments() : null;
    Map<?, ?> arguments = known == null ? Map.of() : known;
    return turnstile.enter(call, client.party(), quotas, meets, arguments);
  }

  /** Where nothing is enforced nobody is asked to approve anything. */
  private Sanction sanction(
      Engine engine,
      Context context,
      Request.Invocation invocation,
      Client client,
      Decision decision) {
    if (decision.verdict() != Verdict.APPROVE
        || !(invocation instanceof Request.ToolCall call)
        || !checkpoint.enforces(context)) {
      return new Sanction(decision, Consent.NONE);
    }
    Principal.Primitive of = engine.of(invocation);
    Approval terms = engine.approval(of, decision);
    if (terms == null) {
      return new Sanction(decision, Consent.NONE);
    }
    // Asking writes files of our own, and does not decide on itself.
    ThreadState state = contexts.enter();
    try {
      return approvals.ask(call, decision, terms, client.asker(), engine.digest());
    } finally {
      if (state != null) {
        state.inside = false;
      }
    }
  }
}
