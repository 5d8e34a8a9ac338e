package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.OnDenied;
import dev.sallyport.policy.model.Policy;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A compiled policy. Immutable but for a bounded memory of names; safe for any thread.
 *
 * <p>A gate asks {@link #decide} whether a tool may be called, a resource read or a prompt got,
 * keeps the {@link #grants} of it for the time of the call, and asks them about everything the call
 * touches.
 */
public final class Engine {
  private final CompiledPolicy policy;
  private final Mode mode;
  private final PrimitiveIndex primitives;
  private final Grants starting;
  private final Grants serving;

  private Engine(CompiledPolicy policy, Mode mode) {
    this.policy = policy;
    this.mode = mode;
    this.primitives = new PrimitiveIndex(policy, mode);
    this.starting = server(policy, Phase.STARTING);
    this.serving = server(policy, Phase.SERVING);
  }

  private Grants server(CompiledPolicy policy, Phase phase) {
    boolean starts = phase == Phase.STARTING;
    EntryRules entry = starts ? policy.starting() : policy.serving();
    Principal.Server principal = new Principal.Server(phase);
    CompiledPolicy below = policy.below();
    if (below == null) {
      return entry == null && starts
          ? new EverythingGranted(principal, policy.digest(), mode)
          : rules(policy, principal, entry, starts);
    }
    Grants base = server(below, phase);
    return entry == null && policy.floor().isEmpty()
        ? base
        : new Narrowed(
            base, rules(policy, principal, entry, starts), entry == null ? Set.of() : entry.said());
  }

  private RuleGrants rules(
      CompiledPolicy policy,
      Principal.Server principal,
      @Nullable EntryRules entry,
      boolean starts) {
    Decision otherwise = starts ? policy.notStarting() : policy.notServing();
    RuleSetBuilder rules = new RuleSetBuilder();
    if (entry != null) {
      rules.add(entry);
    }
    rules.addServer();
    RuleSet built = rules.build(policy, otherwise);
    return new RuleGrants(principal, mode, built);
  }

  /** Compiles a policy that has no text. */
  public static Engine compile(Policy policy, Surroundings surroundings) {
    return compile(policy, /* digest= */ "", surroundings);
  }

  /**
   * Compiles a policy. Only here is {@link Surroundings#realPath} asked.
   *
   * @param digest of its text, by which its decisions name it
   */
  public static Engine compile(Policy policy, String digest, Surroundings surroundings) {
    return new Engine(CompiledPolicy.of(policy, digest, surroundings), policy.mode());
  }

  /** The digest of the policy's text; empty where it has none. */
  public String digest() {
    return policy.digest();
  }

  /** The same policy in another mode; what has a mode of its own keeps it. */
  public Engine withMode(Mode other) {
    return other == mode ? this : new Engine(policy, other);
  }

  /** The mode of what has none of its own. */
  public Mode mode() {
    return mode;
  }

  /** The mode of the use of one. */
  public Mode mode(Principal.Primitive primitive) {
    return primitives.find(primitive).grants().mode();
  }

  /** What becomes of a use in which an operation was denied. */
  public OnDenied onDenied(Principal.Primitive primitive) {
    return primitives.find(primitive).onDenied();
  }

  /**
   * Why a client may use nothing, whatever it asks for, so that it can be told before it is read;
   * null where that depends, as it does where anything is only audited.
   *
   * @param caller null for one that is not identified
   */
  public @Nullable Decision refusal(@Nullable Caller caller) {
    return enforcesAll() ? policy.callers().refusal(caller) : null;
  }

  /** Whether nothing is only audited. */
  public boolean enforcesAll() {
    return mode == Mode.ENFORCE && !policy.audits();
  }

  /**
   * Why a caller may not have what it asks for, where that is for its roles or its token alone;
   * null where it may, where something else is why, and where that is only audited.
   */
  public @Nullable Decision narrowed(Request.Invocation invocation, Caller caller) {
    Decision decision = decide(invocation.of(), caller, null);
    boolean narrowed = decision.reason() == Reason.ROLE || decision.reason() == Reason.SCOPE;
    return narrowed && mode(invocation.of()) == Mode.ENFORCE ? decision : null;
  }

  /** The scopes of a token with which one may be used, as far as scopes narrow that. */
  public List<String> scopes(Principal.Primitive primitive) {
    return primitives.scopes(primitive);
  }

  /** Whether this server is for a request over HTTP. */
  public Decision decide(Request.Arrival arrival) {
    try {
      Decision decision = policy.inbound().decide(arrival);
      CompiledPolicy below = policy.below();
      while (below != null && !decision.denies()) {
        decision = below.inbound().decide(arrival);
        below = below.below();
      }
      return decision;
    } catch (RuntimeException | StackOverflowError e) {
      return Decisions.ERROR;
    }
  }

  /** Whether a client may have what it asks for. */
  public Decision decide(Request.Invocation invocation, Circumstances circumstances) {
    try {
      return primitives.decide(invocation, circumstances);
    } catch (RuntimeException | StackOverflowError e) {
      return Decisions.ERROR;
    }
  }

  private Decision decide(
      Principal.Primitive primitive, @Nullable Caller caller, @Nullable Session session) {
    try {
      return primitives.decide(primitive, caller, session);
    } catch (RuntimeException | StackOverflowError e) {
      return Decisions.ERROR;
    }
  }

  /** As {@link #shows(Principal.Primitive, Caller, Session)}, in no session. */
  public boolean shows(Principal.Primitive primitive, @Nullable Caller caller) {
    return shows(primitive, caller, null);
  }

  /**
   * Whether a list that a client asks for may show one.
   *
   * @param caller null where it is not identified
   * @param session null where there is none
   */
  public boolean shows(
      Principal.Primitive primitive, @Nullable Caller caller, @Nullable Session session) {
    return !decide(primitive, caller, session).denies() || mode(primitive) == Mode.AUDIT;
  }

  /** What a principal may touch. A call looks this up once and keeps it. */
  public Grants grants(Principal principal) {
    if (principal instanceof Principal.Primitive primitive) {
      return primitives.find(primitive).grants();
    }
    return ((Principal.Server) principal).phase() == Phase.STARTING ? starting : serving;
  }
}
