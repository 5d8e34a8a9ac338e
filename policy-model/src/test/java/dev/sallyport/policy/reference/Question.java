package dev.sallyport.policy.reference;

import dev.sallyport.policy.decide.Circumstances;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.FileOperation;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.decide.Verdict;
import dev.sallyport.policy.model.Approval;
import dev.sallyport.policy.model.Risk;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What both are asked. */
sealed interface Question {
  /** What the reference says. */
  boolean isAllowed(Reference reference);

  /** What the engine says. */
  Decision decision(Engine engine);

  /** In what the engine says something else; null where it does not. */
  @Nullable String difference(Reference reference, Engine engine);

  /**
   * Whether something may be used.
   *
   * @param past what succeeded in the session before
   */
  record Use(Request.Invocation invocation, Circumstances circumstances, List<Success> past)
      implements Question {
    @Override
    public boolean isAllowed(Reference reference) {
      return verdict(reference) == Verdict.ALLOW;
    }

    private Verdict verdict(Reference reference) {
      Principal.Primitive of = of(reference);
      if (!reference.allows(of, circumstances)) {
        return Verdict.DENY;
      }
      if (!(of instanceof Principal.Tool tool)) {
        return Verdict.ALLOW;
      }
      ReferenceConditions conditions = reference.conditions(tool);
      if (!refusals(conditions).isEmpty()) {
        return Verdict.DENY;
      }
      return approvers(conditions) == null ? Verdict.ALLOW : Verdict.APPROVE;
    }

    private Principal.Primitive of(Reference reference) {
      return invocation instanceof Request.ToolCall call
          ? reference.decided(call.tool(), call.arguments())
          : invocation.of();
    }

    private @Nullable List<String> approvers(ReferenceConditions conditions) {
      return conditions.approvers((Request.ToolCall) invocation, circumstances, past);
    }

    private Set<Reason> refusals(ReferenceConditions conditions) {
      return conditions.refusals((Request.ToolCall) invocation, circumstances, past);
    }

    @Override
    public Decision decision(Engine engine) {
      return engine.decide(
          invocation,
          new Circumstances(
              circumstances.caller(),
              circumstances.session(),
              circumstances.hint(),
              circumstances.now(),
              new Successes(engine, past)));
    }

    @Override
    public @Nullable String difference(Reference reference, Engine engine) {
      Principal.Primitive of = of(reference);
      Verdict verdict = verdict(reference);
      Decision decision = decision(engine);
      if (decision.verdict() != verdict) {
        return this + ": " + decision;
      }
      if (!Reference.isClear(of)) {
        return null;
      }
      String mode = reference.mode(of);
      if (mode != null && !engine.mode(of).name().toLowerCase(Locale.ROOT).equals(mode)) {
        return of + ": mode " + engine.mode(of);
      }
      String denied = reference.onDenied(of);
      if (verdict != Verdict.DENY
          && denied != null
          && !engine.onDenied(of).name().toLowerCase(Locale.ROOT).equals(denied)) {
        return of + ": on-denied " + engine.onDenied(of);
      }
      return of instanceof Principal.Tool tool
          ? ofConditions(tool, decision, reference, engine)
          : null;
    }

    private @Nullable String ofConditions(
        Principal.Tool tool, Decision decision, Reference reference, Engine engine) {
      ReferenceConditions conditions = reference.conditions(tool);
      if (decision.verdict() == Verdict.DENY
          && reference.allows(tool, circumstances)
          && !refusals(conditions).contains(decision.reason())) {
        return this + ": reason " + decision;
      }
      if (reference.isUndecided(tool)) {
        return null;
      }
      Risk risk = engine.risk(tool);
      if (!Objects.equals(
          risk == null ? null : risk.name().toLowerCase(Locale.ROOT), conditions.risk())) {
        return tool + ": risk " + risk;
      }
      Approval approval = engine.approval(tool, decision);
      if (decision.verdict() == Verdict.APPROVE
          && (approval == null || !approval.from().equals(approvers(conditions)))) {
        return this + ": " + approval;
      }
      return (engine.contradicted(tool) != null) == conditions.holdsToHints()
          ? null
          : tool + ": hints";
    }
  }

  /** Whether something may be touched. */
  record Touch(Principal principal, Request request) implements Question {
    private static final List<String> KEYS =
        List.of("files", "net", "http", "listen", "exec", "env");

    @Override
    public boolean isAllowed(Reference reference) {
      return reference.allows(principal, request);
    }

    @Override
    public Decision decision(Engine engine) {
      return engine.grants(principal).decide(request);
    }

    @Override
    public @Nullable String difference(Reference reference, Engine engine) {
      Decision decision = decision(engine);
      if (decision.denies() == isAllowed(reference)) {
        return this + ": " + decision;
      }
      boolean looks =
          request instanceof Request.File file && file.operation() == FileOperation.STAT;
      return principal instanceof Principal.Primitive of && !decision.denies() && !looks
          ? named(reference, of, decision)
          : null;
    }

    /**
     * A record names the first entry whose grants of that key cover it. A look at a file follows
     * from several keys.
     */
    private @Nullable String named(Reference reference, Principal.Primitive of, Decision decision) {
      Map<String, Object> fitting = reference.fitting(of);
      String rule = decision.rule().path();
      int first = -1;
      for (String name : reference.bySpecificity(of)) {
        String path = of.kind() + "s." + name + ".";
        for (String key : KEYS) {
          Map<String, Object> entry = Tree.map(fitting, name);
          boolean named = rule.startsWith(path + key);
          boolean covers =
              rule.contains("." + key)
                  && entry.containsKey(key)
                  && Reference.grants(Map.of(key, entry.get(key)), request);
          if (covers && named && first <= Reference.rank(name)) {
            return null;
          }
          first = covers ? Math.max(first, Reference.rank(name)) : first;
        }
      }
      return first < 0 ? null : this + ": " + decision + " is not the first";
    }
  }
}
