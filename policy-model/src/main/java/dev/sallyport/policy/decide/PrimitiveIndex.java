package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.GlobIndex;
import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.match.ResourceUri;
import dev.sallyport.policy.model.Actions;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.OnDenied;
import dev.sallyport.policy.model.Requirement;
import dev.sallyport.policy.model.Risk;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The tools, resources and prompts of a policy. Each has what all entries that fit its name grant
 * together; the most specific of them that says so gives its mode and is named where nothing else
 * is.
 */
final class PrimitiveIndex {
  /** Clients choose the names of what they ask for, so what is kept for names is bounded. */
  private static final int KEPT = 1024;

  private static final int LONGEST = 1024;

  private final CompiledPolicy policy;
  private final Mode mode;

  /** Those of the policy that this one narrows; null for none. */
  private final @Nullable PrimitiveIndex below;

  /** The tools of the policy's requirements, in their order. */
  private final GlobIndex required;

  private final GlobIndex watched;

  private final Map<Principal.Primitive, Primitive> found = new ConcurrentHashMap<>();

  PrimitiveIndex(CompiledPolicy policy, Mode mode) {
    this.policy = policy;
    this.mode = mode;
    this.below = policy.below() == null ? null : new PrimitiveIndex(policy.below(), mode);
    this.required = required(policy.requirements());
    this.watched = new GlobIndex(policy.watched());
  }

  private static GlobIndex required(List<Entry<Requirement>> requirements) {
    List<NameGlob> tools = new ArrayList<>(requirements.size());
    for (Entry<Requirement> requirement : requirements) {
      tools.add(requirement.value().tool());
    }
    return new GlobIndex(tools);
  }

  /** Those of the policy that this one narrows; null for none. */
  @Nullable PrimitiveIndex below() {
    return below;
  }

  CompiledPolicy policy() {
    return policy;
  }

  Primitive find(Principal.Primitive principal) {
    Primitive known = found.get(principal);
    if (known != null) {
      return known;
    }
    String subject = subject(principal);
    if (subject == null) {
      return refused(principal, entries(principal).all());
    }
    List<PrimitiveEntry> fitting = fitting(principal, subject);
    Primitive primitive = together(principal, fitting);
    if (isListed(principal, fitting)
        || (found.size() < KEPT && principal.name().length() <= LONGEST)) {
      found.put(principal, primitive);
    }
    return primitive;
  }

  /**
   * Whether a caller may use one in a session.
   *
   * @param caller null where it is not identified
   * @param session null where there is none
   */
  Decision decide(
      Principal.Primitive principal, @Nullable Caller caller, @Nullable Session session) {
    Decision beneath = below == null ? null : below.decide(principal, caller, session);
    if (beneath != null && beneath.denies()) {
      return beneath;
    }
    Decision refusal = policy.callers().refusal(caller);
    refusal = refusal == null ? policy.sessions().refusal(session) : refusal;
    if (refusal != null) {
      return refusal;
    }
    Decision use = find(principal).use();
    String subject = use.denies() ? null : subject(principal);
    if (subject == null) {
      return use;
    }
    Decision narrowed = policy.callers().refusal(caller, principal, subject);
    narrowed = narrowed == null ? policy.sessions().refusal(session, principal, subject) : narrowed;
    return narrowed == null ? use : narrowed;
  }

  /** Whether a client may have what it asks for, conditions included. */
  Decision decide(Request.Invocation invocation, Circumstances circumstances) {
    Principal.Primitive of = of(invocation);
    Decision use = decide(of, circumstances.caller(), circumstances.session());
    if (use.denies() || !(invocation instanceof Request.ToolCall call)) {
      return use;
    }
    ConditionRules conditions = find(of).conditions();
    Decision refusal = conditions.refusal(call, circumstances);
    if (refusal != null) {
      return refusal;
    }
    ApprovalCheck approval = conditions.approval(call, circumstances);
    return approval == null ? use : approval.unapproved();
  }

  /** As what it is decided: a call of a tool that is several, as one of them. */
  Principal.Primitive of(Request.Invocation invocation) {
    Principal.Primitive of = invocation.of();
    if (!(invocation instanceof Request.ToolCall call)) {
      return of;
    }
    Actions actions = find(of).conditions().actions();
    String action = actions == null ? null : actions.of(call.arguments());
    return action == null ? of : new Principal.Tool(call.tool(), action);
  }

  /** The several that a tool is, where the policy says so; else it alone. */
  List<Principal.Primitive> several(Principal.Primitive principal) {
    Actions actions = find(principal).conditions().actions();
    if (actions == null) {
      return List.of(principal);
    }
    List<Principal.Primitive> several = new ArrayList<>();
    for (String action : actions.risks().keySet()) {
      several.add(new Principal.Tool(principal.name(), action));
    }
    return several;
  }

  /** What the policy says of a tool, or together of the several that it is. */
  Coverage coverage(Principal.Tool tool, @Nullable Risk hint) {
    Coverage coverage = null;
    for (Principal.Primitive one : several(tool)) {
      Coverage its = coverage(one, hint);
      coverage = coverage == null ? its : coverage.and(its);
    }
    return coverage == null ? coverage((Principal.Primitive) tool, hint) : coverage;
  }

  private Coverage coverage(Principal.Primitive one, @Nullable Risk hint) {
    Primitive found = find(one);
    boolean denied = found.use().verdict() == Verdict.DENY;
    Risk risk = found.conditions().risk();
    return new Coverage(
        isCovered(one),
        denied,
        risk == null ? hint : risk,
        found.conditions().mayNeedApproval(hint),
        denied ? Set.of() : credentials(one));
  }

  private boolean isCovered(Principal.Primitive one) {
    return !fitting(one, one.name()).isEmpty() || (below != null && below.isCovered(one));
  }

  /** What is granted here, of that only which the policy beneath grants as well. */
  private Set<String> credentials(Principal.Primitive one) {
    Set<String> names = new TreeSet<>();
    Set<String> said = new HashSet<>();
    for (EntryRules rules : rules(one, fitting(one, one.name()))) {
      rules.credentials().forEach(granted -> names.add(granted.pattern().name()));
      said.addAll(rules.said());
    }
    if (below == null) {
      return names;
    }
    Set<String> beneath = below.credentials(one);
    if (said.contains("credentials")) {
      beneath.retainAll(names);
    }
    return beneath;
  }

  /** The scopes of a token that list it, or one of the several that it is. */
  List<String> scopes(Principal.Primitive principal) {
    String subject = subject(principal);
    if (subject == null) {
      return List.of();
    }
    Set<String> scopes = new TreeSet<>();
    for (Principal.Primitive one : several(principal)) {
      scopes.addAll(policy.callers().scopes(one, subject));
    }
    return List.copyOf(scopes);
  }

  private PrimitiveEntries entries(Principal.Primitive principal) {
    if (principal instanceof Principal.Tool) {
      return policy.tools();
    }
    return principal instanceof Principal.Prompt ? policy.prompts() : policy.resources();
  }

  /** As {@link PrimitiveEntries#fitting}. */
  List<PrimitiveEntry> fitting(Principal.Primitive principal, String subject) {
    return entries(principal).fitting(subject, virtual(principal));
  }

  private static @Nullable String virtual(Principal.Primitive principal) {
    return principal instanceof Principal.Tool tool ? tool.virtual() : null;
  }

  /** What patterns are compared with; null where a URI is none or could be more than one. */
  static @Nullable String subject(Principal.Primitive principal) {
    try {
      if (principal instanceof Principal.Resource resource) {
        return ResourceUri.of(resource.uri());
      }
      return principal instanceof Principal.ResourceTemplate template
          ? ResourceUri.ofTemplate(template.template())
          : principal.name();
    } catch (Malformed e) {
      return null;
    }
  }

  /** Whether the policy has an entry of just that name, which no client can have made up. */
  private static boolean isListed(Principal.Primitive principal, List<PrimitiveEntry> fitting) {
    return virtual(principal) != null
        || (!fitting.isEmpty()
            && fitting.get(0).name().isLiteral()
            && fitting.get(0).text().equals(principal.name()));
  }

  private Primitive together(Principal.Primitive principal, List<PrimitiveEntry> fitting) {
    Primitive base = below == null ? null : below.find(principal);
    Decision use = fitting.isEmpty() ? unlisted(base) : fitting.get(0).use();
    Mode itsMode = null;
    for (PrimitiveEntry entry : fitting) {
      use = use.denies() ? use : narrowed(use, entry);
      itsMode = itsMode == null ? entry.mode() : itsMode;
    }
    RuleSetBuilder rules = new RuleSetBuilder();
    for (EntryRules one : rules(principal, fitting)) {
      // Nothing that other entries grant is left of what is denied.
      if (use.denies()) {
        rules.addDenies(one);
      } else {
        rules.add(one);
      }
    }
    OnDenied onDenied = fitting.isEmpty() ? OnDenied.CONTINUE : fitting.get(0).onDenied();
    List<Quota> beneath = base == null ? List.of() : base.quotas();
    Primitive own =
        primitive(
            principal,
            use,
            base == null ? or(itsMode, mode) : narrower(base.grants().mode(), itsMode),
            rules,
            onDenied,
            conditions(principal, fitting, base),
            Quotas.of(principal, fitting, quotas(principal), beneath));
    return base == null ? own : narrowed(base, own, said(rules(principal, fitting)));
  }

  /** What the entries and the namespace of one grant and deny, the most specific first. */
  List<EntryRules> rules(Principal.Primitive principal, List<PrimitiveEntry> fitting) {
    List<EntryRules> rules = new ArrayList<>();
    for (PrimitiveEntry entry : fitting) {
      if (entry.rules() != null) {
        rules.add(entry.rules());
      }
    }
    NamespaceRules namespace = policy.namespace(principal);
    if (namespace != null) {
      rules.add(namespace.rules());
    }
    return rules;
  }

  private static Mode or(@Nullable Mode own, Mode otherwise) {
    return own == null ? otherwise : own;
  }

  /** What no entry fits is left to the policy beneath, unless this one says what becomes of it. */
  private Decision unlisted(@Nullable Primitive base) {
    Decision unlisted = policy.unlisted();
    return unlisted == null && base != null ? base.use() : Objects.requireNonNull(unlisted);
  }

  private static Mode narrower(Mode base, @Nullable Mode own) {
    return base == Mode.ENFORCE || own == null ? base : own;
  }

  /** What a call counts for together with those of others. */
  private List<Quota> quotas(Principal.Primitive principal) {
    NamespaceRules namespace = policy.namespace(principal);
    if (namespace == null) {
      return policy.quotas();
    }
    List<Quota> quotas = new ArrayList<>(namespace.quotas());
    quotas.addAll(policy.quotas());
    return quotas;
  }

  private static Set<String> said(List<EntryRules> rules) {
    Set<String> said = new HashSet<>();
    for (EntryRules one : rules) {
      said.addAll(one.said());
    }
    return Set.copyOf(said);
  }

  private static Primitive narrowed(Primitive base, Primitive own, Set<String> said) {
    return new Primitive(
        base.use().denies() ? base.use() : own.use(),
        new Narrowed(base.grants(), own.grants(), said, own.conditions().readOnly()),
        base.onDenied() == OnDenied.FAIL ? OnDenied.FAIL : own.onDenied(),
        own.conditions(),
        own.quotas(),
        own.meets(),
        own.precedes());
  }

  private ConditionRules conditions(
      Principal.Primitive principal, List<PrimitiveEntry> fitting, @Nullable Primitive base) {
    String action = principal instanceof Principal.Tool tool ? tool.action() : null;
    ConditionRules beneath = base == null ? null : base.conditions();
    if (fitting.isEmpty() && policy.tiers().isEmpty()) {
      return beneath == null ? ConditionRules.NONE : beneath;
    }
    return new ConditionRules(fitting, policy.tiers(), action, beneath);
  }

  /** Which entries are meant can't be told, so it has the strictest mode that one could give it. */
  private Primitive refused(Principal.Primitive principal, List<PrimitiveEntry> entries) {
    Mode strictest = below == null ? mode : below.find(principal).grants().mode();
    for (PrimitiveEntry entry : entries) {
      strictest = entry.mode() == Mode.ENFORCE ? Mode.ENFORCE : strictest;
    }
    return primitive(
        principal,
        Decisions.NO_URI,
        strictest,
        new RuleSetBuilder(),
        OnDenied.CONTINUE,
        ConditionRules.NONE,
        below == null
            ? policy.quotas()
            : Quotas.together(below.find(principal).quotas(), policy.quotas()));
  }

  private Primitive primitive(
      Principal.Primitive principal,
      Decision use,
      Mode itsMode,
      RuleSetBuilder rules,
      OnDenied onDenied,
      ConditionRules conditions,
      List<Quota> quotas) {
    RuleSet built = rules.build(policy, otherwise(use));
    return new Primitive(
        use,
        new RuleGrants(principal, itsMode, built, conditions.readOnly()),
        onDenied,
        conditions,
        quotas,
        of(principal, required, policy.requirements()),
        of(principal, watched, policy.watched()));
  }

  /** Of the globs of tools those that fit it, in order. */
  private static <T> List<T> of(Principal.Primitive principal, GlobIndex tools, List<T> all) {
    if (!(principal instanceof Principal.Tool)) {
      return List.of();
    }
    BitSet matching = tools.matching(principal.name());
    String virtual = virtual(principal);
    if (virtual != null) {
      matching.or(tools.matching(virtual));
    }
    List<T> its = new ArrayList<>(0);
    for (int i = matching.nextSetBit(0); i >= 0; i = matching.nextSetBit(i + 1)) {
      its.add(all.get(i));
    }
    return List.copyOf(its);
  }

  private static Decision narrowed(Decision use, PrimitiveEntry entry) {
    return entry.use().denies() ? entry.use() : use;
  }

  private static Decision otherwise(Decision use) {
    return use.denies() ? use : new Decision(Verdict.DENY, use.rule(), Reason.NOT_GRANTED);
  }
}
