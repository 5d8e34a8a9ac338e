package dev.sallyport.policy.read;

import dev.sallyport.policy.match.AddressClass;
import dev.sallyport.policy.match.HttpUrl;
import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.model.DefaultAccess;
import dev.sallyport.policy.model.Egress;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.GrantSet;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.model.Reach;
import dev.sallyport.policy.model.RuntimeGrants;
import dev.sallyport.policy.model.SpanDetail;
import dev.sallyport.policy.model.Telemetry;
import dev.sallyport.policy.source.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a policy, or reports everything that is wrong with it. */
public final class PolicyReader {
  private static final int MOST_BASES = 8;

  private final Problems problems = new Problems();
  private final Phrases phrases = new Phrases(problems);
  private final CredentialReader credentials = new CredentialReader(phrases, problems);
  private final GrantReader grants = new GrantReader(credentials, phrases, problems);
  private final CallLimitReader limits = new CallLimitReader(problems);
  private final RiskReader risks;
  private final PrimitiveReader primitives;

  private final ReachReader reaches = new ReachReader(phrases, problems);
  private final CallerReader callers = new CallerReader(reaches, limits, phrases, problems);

  private final DispatchReader dispatch = new DispatchReader(problems);
  private final InboundReader inbound = new InboundReader(phrases, problems);

  private final SessionReader sessions = new SessionReader(reaches, limits, phrases);
  private final AuditKeyReader audit = new AuditKeyReader(phrases, problems);

  private final Variables variables;
  private final Bases bases;

  /** The texts that lead here, this one last. */
  private final List<Source> chain;

  /** Whether conditions are looked into. */
  private final boolean conditions;

  private PolicyReader(Variables variables, Bases bases, List<Source> chain, boolean conditions) {
    this.variables = variables;
    this.bases = bases;
    this.chain = chain;
    this.conditions = conditions;
    WhenReader whens = new WhenReader(variables, problems);
    ApprovalReader approvals = new ApprovalReader(whens, phrases, problems);
    this.risks = new RiskReader(approvals);
    this.primitives =
        new PrimitiveReader(
            grants,
            new ConditionReader(limits, approvals, risks, whens, phrases, problems),
            problems);
  }

  /**
   * Reads a policy in YAML or JSON that extends none.
   *
   * @param variables asked for each variable that the text names; their values appear in no problem
   */
  public static Reading read(Source source, Variables variables) {
    return read(source, variables, new NoBases());
  }

  /**
   * Reads a policy in YAML or JSON, and those that it extends.
   *
   * @param variables asked for each variable that the texts name; their values appear in no problem
   */
  public static Reading read(Source source, Variables variables, Bases bases) {
    return read(new PolicyReader(variables, bases, List.of(source), /* conditions= */ true));
  }

  /**
   * As {@link #read(Source, Variables, Bases)}, without looking into conditions, which takes longer
   * than all the rest. They are compiled when they are first needed.
   */
  public static Reading readButConditions(Source source, Variables variables, Bases bases) {
    return read(new PolicyReader(variables, bases, List.of(source), /* conditions= */ false));
  }

  private static Reading read(PolicyReader reader) {
    Layer layer = reader.readAll();
    return layer.problems().isEmpty()
        ? new Reading(layer.policy(), layer.mode(), layer.lasting(), List.of(), layer.sources())
        : new Reading(null, layer.mode(), Map.of(), layer.problems(), layer.sources());
  }

  private Layer readAll() {
    Source source = chain.get(chain.size() - 1);
    Substitution substitution = new Substitution(source, variables, problems);
    // What stands in the policy itself needs no name.
    String file = chain.size() == 1 ? "" : source.name();
    Node tree = new TreeReader(source, file, substitution, problems).read();
    if (tree != null) {
      new Conformance(problems).check(tree, PolicyKeys.POLICY, "policy");
    }
    if (!(tree instanceof Node.Mapping mapping)) {
      return Layer.unreadable(problems.inOrder(), source);
    }
    Layer base = base(mapping);
    if (base != null && base.policy() != null) {
      credentials.know(base.policy().credentials().keySet());
    }
    Policy own = policy(mapping);
    if (conditions) {
      new ConditionProblems(source, problems).check(own);
    }
    Policy policy = own;
    if (base != null && base.policy() != null) {
      policy =
          new Overlay(base.policy(), base.fixed(), own, mapping, problems)
              .together(base.overridable());
    }
    if (base == null || base.problems().isEmpty()) {
      checkTogether(mapping, policy);
    }
    return Layer.of(mapping, policy, base, problems.inOrder(), source);
  }

  /** Finds entries that do not fit each other. Of what is extended they did. */
  private void checkTogether(Node.Mapping mapping, Policy policy) {
    for (Policy layer = policy; layer != null; layer = layer.narrows()) {
      new VirtualTools(problems).check(layer);
      new Isolation(problems).check(layer);
    }
    new Evidence(problems).check(mapping, policy.virtualTools());
  }

  /** What the policy extends; null for nothing, and where that can't be found. */
  private @Nullable Layer base(Node.Mapping mapping) {
    Node.Scalar reference = Nodes.text(mapping, "extends");
    if (reference == null) {
      return null;
    }
    String text = reference.text().plain();
    Source source;
    try {
      source = bases.find(text, chain.get(chain.size() - 1).name());
    } catch (IOException e) {
      // What a variable stands for is not shown: it may be a secret.
      problems.add(
          Code.BAD_BASE,
          "`" + reference.text().written() + "` can't be read: " + e.getMessage(),
          reference.span(),
          "write a path relative to this file, or `preset:NAME`");
      return null;
    }
    for (Source above : chain) {
      if (above.name().equals(source.name())) {
        problems.add(
            Code.BAD_BASE,
            "policy extends itself by way of " + source.name(),
            reference.span(),
            "");
        return null;
      }
    }
    if (chain.size() > MOST_BASES) {
      problems.add(
          Code.BAD_BASE,
          "more than " + MOST_BASES + " policies extend each other",
          reference.span(),
          "");
      return null;
    }
    List<Source> longer = new ArrayList<>(chain);
    longer.add(source);
    return new PolicyReader(variables, bases, longer, conditions).readAll();
  }

  private static final class NoBases implements Bases {
    @Override
    public Source find(String reference, String from) throws IOException {
      throw new IOException("there is nothing to extend");
    }
  }

  private Policy policy(Node.Mapping mapping) {
    Node.Scalar server = Nodes.text(mapping, "server");
    Mode mode = Nodes.word(mapping, "mode", Mode.values());
    Entry<Map<String, Reach>> roles = reaches.roles(mapping);
    checkSomebodyHasRoles(mapping);
    return new Policy(
        Policy.VERSION,
        server == null ? null : server.text().plain(),
        mode == null ? Mode.AUDIT : mode,
        defaultAccess(mapping),
        credentials.read(mapping),
        dispatch.read(mapping),
        callers.read(mapping),
        roles,
        inbound.read(mapping),
        sessions.read(mapping),
        limits.read(mapping, ""),
        risks.tiers(mapping),
        new NamespaceReader(grants, limits).read(mapping),
        primitives.named(mapping, "tools"),
        primitives.resources(mapping),
        primitives.named(mapping, "prompts"),
        egress(mapping),
        runtime(mapping),
        audit.read(mapping),
        telemetry(mapping),
        shadow(mapping),
        /* narrows= */ null);
  }

  private void checkSomebodyHasRoles(Node.Mapping mapping) {
    Node.Member roles = mapping.member("roles");
    if (roles != null && mapping.member("callers") == null && mapping.member("extends") == null) {
      problems.add(
          Code.MISSING_KEY,
          "`roles` is written and `callers` is not: nobody has a role, so nobody may use anything",
          roles.keySpan(),
          "say under `callers` who has which role");
    }
  }

  private static Entry<DefaultAccess> defaultAccess(Node.Mapping mapping) {
    DefaultAccess access = Nodes.word(mapping, "default", DefaultAccess.values());
    Node.Member member = mapping.member("default");
    return member == null || access == null
        ? Policy.denyByDefault()
        : new Entry<>("default", member.keySpan(), access);
  }

  private Egress egress(Node.Mapping mapping) {
    Node.Mapping egress = Nodes.mapping(mapping, "egress");
    if (egress == null) {
      return new Egress(Egress.everyClass(), List.of());
    }
    return new Egress(
        egress.member("deny") == null ? Egress.everyClass() : denied(egress),
        grants.endpoints(egress, "allow", "egress"));
  }

  private static List<Entry<AddressClass>> denied(Node.Mapping egress) {
    List<Entry<AddressClass>> denied = new ArrayList<>();
    List<Node> items = Nodes.items(egress, "deny");
    for (int i = 0; i < items.size(); i++) {
      AddressClass addressClass = Nodes.word(items.get(i), AddressClass.values());
      if (addressClass != null) {
        denied.add(new Entry<>("egress.deny[" + i + "]", items.get(i).span(), addressClass));
      }
    }
    return denied;
  }

  private RuntimeGrants runtime(Node.Mapping mapping) {
    Node.Mapping runtime = Nodes.mapping(mapping, "runtime");
    return runtime == null
        ? new RuntimeGrants(null, null)
        : new RuntimeGrants(phase(runtime, "starting"), phase(runtime, "serving"));
  }

  private @Nullable Entry<GrantSet> phase(Node.Mapping runtime, String phase) {
    Node.Member member = runtime.member(phase);
    if (member == null || !(member.value() instanceof Node.Mapping keys)) {
      return null;
    }
    String path = "runtime." + phase;
    return new Entry<>(path, member.keySpan(), grants.grants(keys, path));
  }

  private Telemetry telemetry(Node.Mapping mapping) {
    Node.Mapping telemetry = Nodes.mapping(mapping, "telemetry");
    if (telemetry == null) {
      return new Telemetry(null, SpanDetail.DISTINCT);
    }
    SpanDetail spans = Nodes.word(telemetry, "spans", SpanDetail.values());
    return new Telemetry(otlp(telemetry), spans == null ? SpanDetail.DISTINCT : spans);
  }

  private static @Nullable Entry<String> shadow(Node.Mapping mapping) {
    Node.Scalar reference = Nodes.text(mapping, "shadow");
    return reference == null
        ? null
        : new Entry<>("shadow", reference.span(), reference.text().plain());
  }

  private @Nullable String otlp(Node.Mapping telemetry) {
    Node.Scalar otlp = Nodes.text(telemetry, "otlp");
    if (otlp == null) {
      return null;
    }
    String url = otlp.text().plain();
    try {
      HttpUrl.parse(url);
    } catch (Malformed e) {
      problems.add(Code.BAD_URL, e.getMessage(), otlp.span(), e.help());
    }
    return url;
  }
}
