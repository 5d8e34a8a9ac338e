package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Callers;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Policy;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Narrows what the policy lets be used to what its caller may use. Grants nothing. */
final class CallerRules {
  private static final Decision UNVERIFIED =
      new Decision(Verdict.DENY, new Rule("built-in.caller", 0), Reason.CALLER);

  private static final Decision NOT_PERMITTED =
      new Decision(Verdict.DENY, new Rule("built-in.permitted-tools", 0), Reason.SCOPE);

  private final Decision unverified;
  private final @Nullable Decision unidentified;
  private final @Nullable ReachRules roles;
  private final @Nullable ReachRules scopes;

  CallerRules(Policy policy) {
    Entry<Callers> callers = policy.callers();
    Callers.Bearer bearer = callers == null ? null : callers.value().bearer();
    this.unverified = callers == null ? UNVERIFIED : Decisions.denied(callers, Reason.CALLER);
    this.unidentified = callers != null && callers.value().required() ? unverified : null;
    this.roles = policy.roles() == null ? null : new ReachRules(policy.roles(), Reason.ROLE);
    this.scopes =
        bearer == null || bearer.scopes() == null
            ? null
            : new ReachRules(bearer.scopes(), Reason.SCOPE);
  }

  /** Why nothing may be used whatever it is; null where that depends. */
  @Nullable Decision refusal(@Nullable Caller caller) {
    if (caller == null) {
      return unidentified;
    }
    return caller.equals(Caller.UNVERIFIED) ? unverified : null;
  }

  /**
   * Why this may not be used; null where it may.
   *
   * @param subject what globs are compared with
   */
  @Nullable Decision refusal(
      @Nullable Caller caller, Principal.Primitive primitive, String subject) {
    Set<String> itsRoles = caller == null ? Set.of() : caller.roles();
    if (roles != null && !roles.reach(itsRoles, primitive, subject)) {
      return roles.denied();
    }
    if (caller == null) {
      return null;
    }
    Set<String> itsScopes = caller.scopes();
    if (scopes != null && itsScopes != null && !scopes.reach(itsScopes, primitive, subject)) {
      return scopes.denied();
    }
    Set<String> permitted = caller.permittedTools();
    return permitted == null
            || !(primitive instanceof Principal.Tool tool)
            || permitted.contains(subject)
            || (tool.action() != null && permitted.contains(tool.virtual()))
        ? null
        : NOT_PERMITTED;
  }

  /** The scopes of a token that list it; none where scopes narrow nothing. */
  List<String> scopes(Principal.Primitive primitive, String subject) {
    return scopes == null ? List.of() : scopes.listing(primitive, subject);
  }
}
