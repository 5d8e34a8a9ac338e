package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.model.Approval;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.OnDenied;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.model.Requirement;
import dev.sallyport.policy.model.Risk;
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
            base,
            rules(policy, principal, entry, starts),
            entry == null ? Set.of() : entry.said(),
            /* readOnly= */ null);
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
    return new RuleGrants(principal, mode, built, /* readOnly= */ null);
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

  /** The names of a call's arguments that hold what looks like a secret, as far as it is told. */
  public List<String> secretsIn(Request.ToolCall call) {
    return primitives.find(of(call)).conditions().secretsIn(call);
  }

  /**
   * The denial of a call whose arguments do not fit the schema that the tool itself shows; null
   * where that is not asked for.
   */
  public @Nullable Decision schemaDenial(Request.ToolCall call) {
    return primitives.find(of(call)).conditions().schema();
  }

  /** What becomes of a use in which an operation was denied. */
  public OnDenied onDenied(Principal.Primitive primitive) {
    return primitives.find(primitive).onDenied();
  }

  /** What a use of one counts for, where it is allowed. */
  public List<Quota> quotas(Principal.Primitive primitive) {
    return primitives.find(primitive).quotas();
  }

  /** What a use of one meets that others require, where it succeeds. */
  public List<Entry<Requirement>> meets(Principal.Primitive primitive) {
    return primitives.find(primitive).meets();
  }

  /** Whether it is noted where what is required succeeds. */
  public boolean notes(Requirement required) {
    for (Entry<Requirement> noted : policy.requirements()) {
      Requirement known = noted.value();
      if (known.tool().toString().equals(required.tool().toString())
          && known.same().equals(required.same())) {
        return true;
      }
    }
    return false;
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
   * null where it may, where something else is why, and where that is only audited. What it asks
   * for need not be told in whole: its arguments are not looked at.
   */
  public @Nullable Decision narrowed(Request.Invocation invocation, Caller caller) {
    Decision narrowed = null;
    for (Principal.Primitive one : primitives.several(invocation.of())) {
      Decision decision = decide(one, caller, null);
      boolean narrows = decision.reason() == Reason.ROLE || decision.reason() == Reason.SCOPE;
      if (!narrows || mode(one) == Mode.AUDIT) {
        return null;
      }
      narrowed = decision;
    }
    return narrowed;
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

  /**
   * As what a use is decided, and whose its operations are: what it asks for, or, where the policy
   * has that tool be several, the one of them that its arguments say.
   */
  public Principal.Primitive of(Request.Invocation invocation) {
    try {
      return primitives.of(invocation);
    } catch (RuntimeException | StackOverflowError e) {
      return invocation.of();
    }
  }

  /** The several that a tool is, where the policy says so; else it alone. */
  public List<Principal.Primitive> several(Principal.Primitive primitive) {
    return primitives.several(primitive);
  }

  /** Whether a client may have what it asks for. */
  public Decision decide(Request.Invocation invocation, Circumstances circumstances) {
    try {
      return primitives.decide(invocation, circumstances);
    } catch (RuntimeException | StackOverflowError e) {
      return Decisions.ERROR;
    }
  }

  /** On which terms somebody may approve what that decision is on; null where nobody may. */
  public @Nullable Approval approval(Principal.Primitive primitive, Decision decision) {
    return primitives.find(primitive).conditions().terms(decision);
  }

  /** The patterns of tools after whose calls others have to be approved that fit this one. */
  public List<NameGlob> precedes(Principal.Primitive primitive) {
    return primitives.find(primitive).precedes();
  }

  /** What the policy says of its risk; null where it does not. */
  public @Nullable Risk risk(Principal.Primitive primitive) {
    return primitives.find(primitive).conditions().risk();
  }

  /**
   * What the policy says of a tool as a whole.
   *
   * @param hint the risk that the tool gives itself, of which nothing is heard where the policy
   *     says what it is; null where it does not say
   */
  public Coverage coverage(Principal.Tool tool, @Nullable Risk hint) {
    return primitives.coverage(tool, hint);
  }

  /**
   * The denial of what {@linkplain Request#changes changes} something, for one that says of itself
   * that it changes nothing; null where that is only to be told.
   */
  public @Nullable Decision contradicted(Principal.Primitive primitive) {
    return primitives.find(primitive).conditions().contradicted();
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
    for (Principal.Primitive one : primitives.several(primitive)) {
      if (!decide(one, caller, session).denies() || mode(one) == Mode.AUDIT) {
        return true;
      }
    }
    return false;
  }

  /** What a principal may touch. A call looks this up once and keeps it. */
  public Grants grants(Principal principal) {
    if (principal instanceof Principal.Primitive primitive) {
      return primitives.find(primitive).grants();
    }
    return ((Principal.Server) principal).phase() == Phase.STARTING ? starting : serving;
  }

  /**
   * Answers a question; of an operation in a use that is denied, why the use is. One that has to be
   * approved goes on, since nothing else is asked of an operation in it.
   */
  public Decision answer(Question question) {
    if (question instanceof Question.OfOperation asked) {
      return grants(asked.principal()).decide(asked.operation());
    }
    Question.OfUse asked = (Question.OfUse) question;
    Decision use = decide(asked.use(), asked.circumstances());
    return use.verdict() == Verdict.DENY || asked.operation() == null
        ? use
        : grants(of(asked.use())).decide(asked.operation());
  }

  /** Answers a question, and says how the answer came about. */
  public Trace trace(Question question) {
    Decision decision = answer(question);
    Tracer tracer = new Tracer(primitives);
    if (question instanceof Question.OfOperation asked) {
      tracer.operation(asked.principal(), asked.operation());
    } else {
      Question.OfUse asked = (Question.OfUse) question;
      tracer.use(asked.use(), asked.circumstances());
      Verdict use = decide(asked.use(), asked.circumstances()).verdict();
      if (asked.operation() != null && use != Verdict.DENY) {
        tracer.operation(of(asked.use()), asked.operation());
      }
    }
    return tracer.trace(decision);
  }

  /**
   * Whether the decision on a call depends on more than which tool it is of, who calls and in which
   * session.
   */
  public boolean hasConditions(Principal.Primitive primitive) {
    return !primitives.find(primitive).conditions().isEmpty();
  }

  /** The decision on a use, were there no conditions. */
  public Decision decideWithoutConditions(
      Principal.Primitive primitive, @Nullable Caller caller, @Nullable Session session) {
    return decide(primitive, caller, session);
  }
}
