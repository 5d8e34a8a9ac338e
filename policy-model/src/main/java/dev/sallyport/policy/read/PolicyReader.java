package dev.sallyport.policy.read;

import dev.sallyport.policy.match.AddressClass;
import dev.sallyport.policy.match.HttpUrl;
import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.model.Audit;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a policy, or reports everything that is wrong with it. */
public final class PolicyReader {
  private final Problems problems = new Problems();
  private final Phrases phrases = new Phrases(problems);
  private final CredentialReader credentials = new CredentialReader(phrases, problems);
  private final GrantReader grants = new GrantReader(credentials, phrases, problems);
  private final CallLimitReader limits = new CallLimitReader(problems);
  private final ApprovalReader approvals = new ApprovalReader(phrases, problems);
  private final RiskReader risks = new RiskReader(approvals);
  private final PrimitiveReader primitives;

  private final ReachReader reaches = new ReachReader(phrases, problems);
  private final CallerReader callers = new CallerReader(reaches, limits, phrases, problems);

  private final DispatchReader dispatch = new DispatchReader(problems);
  private final InboundReader inbound = new InboundReader(phrases, problems);

  private final SessionReader sessions = new SessionReader(reaches, limits, phrases);

  private PolicyReader(Variables variables) {
    this.primitives =
        new PrimitiveReader(
            grants,
            new ConditionReader(limits, approvals, risks, variables, phrases, problems),
            problems);
  }

  /**
   * Reads a policy in YAML or JSON.
   *
   * @param variables asked for each variable that the text names; their values appear in no problem
   */
  public static Reading read(Source source, Variables variables) {
    return new PolicyReader(variables).readAll(source, variables, /* conditions= */ true);
  }

  /**
   * As {@link #read}, without looking into conditions, which takes longer than all the rest. {@link
   * ConditionProblems} does.
   */
  public static Reading readButConditions(Source source, Variables variables) {
    return new PolicyReader(variables).readAll(source, variables, /* conditions= */ false);
  }

  private Reading readAll(Source source, Variables variables, boolean conditions) {
    Substitution substitution = new Substitution(source, variables, problems);
    Node tree = new TreeReader(source, substitution, problems).read();
    if (tree != null) {
      new Conformance(problems).check(tree, PolicyKeys.POLICY, "policy");
    }
    Policy policy = tree instanceof Node.Mapping mapping ? policy(mapping) : null;
    if (policy != null) {
      new VirtualTools(problems).check(policy);
      new Isolation(problems).check(policy);
      new Evidence(problems).check((Node.Mapping) tree, policy);
    }
    if (policy != null && conditions) {
      new ConditionProblems(source, problems).check(policy);
    }
    Mode mode =
        tree instanceof Node.Mapping mapping ? Nodes.word(mapping, "mode", Mode.values()) : null;
    return problems.isEmpty()
        ? new Reading(policy, mode, List.of())
        : new Reading(null, mode, problems.inOrder());
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
        new Audit(auditFile(mapping)),
        telemetry(mapping));
  }

  private void checkSomebodyHasRoles(Node.Mapping mapping) {
    Node.Member roles = mapping.member("roles");
    if (roles != null && mapping.member("callers") == null) {
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

  private @Nullable String auditFile(Node.Mapping mapping) {
    Node.Mapping audit = Nodes.mapping(mapping, "audit");
    Node.Scalar file = audit == null ? null : Nodes.text(audit, "file");
    return file == null ? null : phrases.absolutePath(file);
  }

  private Telemetry telemetry(Node.Mapping mapping) {
    Node.Mapping telemetry = Nodes.mapping(mapping, "telemetry");
    if (telemetry == null) {
      return new Telemetry(null, SpanDetail.DISTINCT);
    }
    SpanDetail spans = Nodes.word(telemetry, "spans", SpanDetail.values());
    return new Telemetry(otlp(telemetry), spans == null ? SpanDetail.DISTINCT : spans);
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
