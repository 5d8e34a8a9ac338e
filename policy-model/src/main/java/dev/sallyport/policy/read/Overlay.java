package dev.sallyport.policy.read;

import dev.sallyport.policy.model.Approval;
import dev.sallyport.policy.model.CallLimits;
import dev.sallyport.policy.model.Callers;
import dev.sallyport.policy.model.Credential;
import dev.sallyport.policy.model.DefaultAccess;
import dev.sallyport.policy.model.Egress;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Inbound;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.model.Risk;
import dev.sallyport.policy.model.RuntimeGrants;
import dev.sallyport.policy.model.Sessions;
import dev.sallyport.policy.model.Volumes;
import dev.sallyport.policy.source.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A policy that extends another one.
 *
 * <p>Which of two patterns is the wider one can't be told in general, so patterns are not compared:
 * both policies are kept, and what is asked for has to be allowed by both. What there can be only
 * one of is the base's, unless that leaves it out or lets it be overridden.
 */
final class Overlay {
  /** Of which there can be only one, so that an overlay can't narrow them. */
  private static final List<String> SINGLE =
      List.of("server", "dispatch", "callers", "audit", "telemetry");

  private final Policy base;
  private final Set<String> fixed;
  private final Policy own;
  private final Node.Mapping written;
  private final Problems problems;

  /** Of both, by name. */
  private Map<String, Entry<Credential>> credentials = Map.of();

  /**
   * One over a base.
   *
   * @param fixed the keys that the base, or one that it extends, has written and does not let be
   *     overridden
   * @param own what was written, with nothing of the base's
   */
  Overlay(Policy base, Set<String> fixed, Policy own, Node.Mapping written, Problems problems) {
    this.base = base;
    this.fixed = fixed;
    this.own = own;
    this.written = written;
    this.problems = problems;
  }

  /** Both together; what can't be is reported. */
  Policy together(Set<String> overridable) {
    credentials = credentials();
    for (String key : SINGLE) {
      Node.Member member = written.member(key);
      if (member != null && fixed.contains(key)) {
        report(member, "`" + key + "` is written in the policy that this one extends");
      }
    }
    checkWider();
    return new Policy(
        Policy.VERSION,
        own.server() == null ? base.server() : own.server(),
        writes("mode") ? own.mode() : base.mode(),
        overridable.contains("default") ? Policy.denyByDefault() : own.defaultAccess(),
        credentials,
        writes("dispatch") ? own.dispatch() : base.dispatch(),
        callers(),
        own.roles() == null ? base.roles() : own.roles(),
        inbound(),
        sessions(),
        overridable.contains("limits") ? CallLimits.NONE : own.limits(),
        tiers(overridable.contains("tiers")),
        own.namespaces(),
        overridable.contains("tools") ? Map.of() : own.tools(),
        overridable.contains("resources") ? Map.of() : own.resources(),
        overridable.contains("prompts") ? Map.of() : own.prompts(),
        overridable.contains("egress") ? new Egress(List.of(), List.of()) : floor(),
        overridable.contains("runtime") ? new RuntimeGrants(null, null) : own.runtime(),
        writes("audit") ? own.audit() : base.audit(),
        writes("telemetry") ? own.telemetry() : base.telemetry(),
        beneath(base, overridable, /* first= */ true));
  }

  private boolean writes(String key) {
    return written.member(key) != null;
  }

  private void report(Node.Member member, String message) {
    problems.add(
        Code.WIDER,
        message,
        member.keySpan(),
        "leave it out, or list `" + member.key() + "` under `overridable` there");
  }

  /** What can only be meant to be wider. */
  private void checkWider() {
    Node.Member mode = written.member("mode");
    if (mode != null
        && own.mode() == Mode.AUDIT
        && base.mode() == Mode.ENFORCE
        && fixed.contains("mode")) {
      report(mode, "`audit` is wider than the `enforce` of the policy that this one extends");
    }
    Node.Member access = written.member("default");
    if (access != null
        && own.defaultAccess().value() == DefaultAccess.ALLOW
        && !allowsUnlisted(base)
        && fixed.contains("default")) {
      report(access, "`allow` is wider than the `default` of the policy that this one extends");
    }
    Node.Mapping egress = Nodes.mapping(written, "egress");
    Node.Member allow = egress == null ? null : egress.member("allow");
    if (allow != null && egress.member("deny") == null && fixed.contains("egress")) {
      problems.add(
          Code.WIDER,
          "`allow` lifts nothing here: the floor is that of the policy that this one extends",
          allow.keySpan(),
          "leave it out, or list `egress` under `overridable` there");
    }
  }

  private static boolean allowsUnlisted(Policy policy) {
    Policy narrowed = policy.narrows();
    boolean silent = narrowed != null && policy.defaultAccess().span().equals(Span.NOWHERE);
    boolean allows = silent || policy.defaultAccess().value() == DefaultAccess.ALLOW;
    return allows && (narrowed == null || allowsUnlisted(narrowed));
  }

  /** Only what is written is added to the floor of the base. */
  private Egress floor() {
    Node.Mapping egress = Nodes.mapping(written, "egress");
    return egress == null || egress.member("deny") == null
        ? new Egress(List.of(), List.of())
        : own.egress();
  }

  private Map<String, Entry<Credential>> credentials() {
    Map<String, Entry<Credential>> all = new LinkedHashMap<>(base.credentials());
    Node.Mapping names = Nodes.mapping(written, "credentials");
    for (Map.Entry<String, Entry<Credential>> credential : own.credentials().entrySet()) {
      boolean known = all.put(credential.getKey(), credential.getValue()) != null;
      Node.Member member = names == null ? null : names.member(credential.getKey());
      if (known && member != null && fixed.contains("credentials")) {
        problems.add(
            Code.WIDER,
            "`" + member.key() + "` is a credential of the policy that this one extends",
            member.keySpan(),
            "give it another name, or list `credentials` under `overridable` there");
      }
    }
    return all;
  }

  private @Nullable Entry<Callers> callers() {
    return own.callers() == null ? base.callers() : own.callers();
  }

  private Inbound inbound() {
    return new Inbound(
        own.inbound().hosts() == null ? base.inbound().hosts() : own.inbound().hosts(),
        own.inbound().origins() == null ? base.inbound().origins() : own.inbound().origins());
  }

  private Sessions sessions() {
    Sessions its = own.sessions();
    return new Sessions(
        its.ttl() == null ? base.sessions().ttl() : its.ttl(),
        its.idle() == null ? base.sessions().idle() : its.idle(),
        its.purposes() == null ? base.sessions().purposes() : its.purposes(),
        limits(base.sessions().limits(), its.limits()),
        volumes(base.sessions().volumes(), its.volumes()));
  }

  private static CallLimits limits(CallLimits base, CallLimits own) {
    return new CallLimits(
        own.calls() == null ? base.calls() : own.calls(),
        own.concurrent() == null ? base.concurrent() : own.concurrent());
  }

  private static Volumes volumes(Volumes base, Volumes own) {
    return new Volumes(
        own.sent() == null ? base.sent() : own.sent(),
        own.received() == null ? base.received() : own.received());
  }

  /** Of both: the risk that one of them gives a tool is known to the tiers of the other. */
  private Map<Risk, Entry<Approval>> tiers(boolean overridden) {
    return overridden ? replaced(base.tiers(), own.tiers()) : replaced(own.tiers(), base.tiers());
  }

  /**
   * A policy as it is under this one.
   *
   * @param first whether it is the base, which has its overridable keys written anew
   */
  private Policy beneath(Policy layer, Set<String> overridable, boolean first) {
    RuntimeGrants runtime = layer.runtime();
    if (first && overridable.contains("runtime")) {
      runtime =
          new RuntimeGrants(
              own.runtime().starting() == null ? runtime.starting() : own.runtime().starting(),
              own.runtime().serving() == null ? runtime.serving() : own.runtime().serving());
    }
    Policy narrowed = layer.narrows();
    return new Policy(
        Policy.VERSION,
        layer.server(),
        layer.mode(),
        first && overridable.contains("default") && writes("default")
            ? own.defaultAccess()
            : layer.defaultAccess(),
        credentials,
        layer.dispatch(),
        callers(),
        first && overridable.contains("roles") && own.roles() != null ? own.roles() : layer.roles(),
        first && overridable.contains("inbound") ? inbound() : layer.inbound(),
        first && overridable.contains("sessions") ? sessions() : layer.sessions(),
        first && overridable.contains("limits")
            ? limits(layer.limits(), own.limits())
            : layer.limits(),
        first && overridable.contains("tiers") ? tiers(/* overridden= */ true) : layer.tiers(),
        layer.namespaces(),
        first && overridable.contains("tools")
            ? replaced(layer.tools(), own.tools())
            : layer.tools(),
        first && overridable.contains("resources")
            ? replaced(layer.resources(), own.resources())
            : layer.resources(),
        first && overridable.contains("prompts")
            ? replaced(layer.prompts(), own.prompts())
            : layer.prompts(),
        first && overridable.contains("egress") && writes("egress") ? own.egress() : layer.egress(),
        runtime,
        layer.audit(),
        layer.telemetry(),
        narrowed == null ? null : beneath(narrowed, overridable, /* first= */ false));
  }

  private static <K, V> Map<K, V> replaced(Map<K, V> entries, Map<K, V> by) {
    Map<K, V> all = new LinkedHashMap<>(entries);
    all.putAll(by);
    return all;
  }
}
