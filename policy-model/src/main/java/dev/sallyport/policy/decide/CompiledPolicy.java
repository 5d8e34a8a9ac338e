package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.Glob;
import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.match.UriGlob;
import dev.sallyport.policy.model.Approval;
import dev.sallyport.policy.model.Credential;
import dev.sallyport.policy.model.DefaultAccess;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.GrantSet;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.model.PrimitivePolicy;
import dev.sallyport.policy.model.Requirement;
import dev.sallyport.policy.model.Risk;
import dev.sallyport.policy.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a policy, compiled, before they are put together for a principal and a mode. All
 * questions to the machine were asked by then.
 *
 * @param digest of its text; empty where it has none
 * @param below the policy that this one narrows; null for none
 * @param tools the most specific first, as of resources and prompts
 * @param tiers who approves calls of each risk, where their tool does not say
 * @param unlisted the decision on what no entry fits; null where the policy that it narrows decides
 * @param quotas what every call counts for
 * @param requirements of all tools, those of the policies beneath included
 * @param watched the patterns of tools after whose calls others have to be approved, likewise
 * @param starting null where not written
 * @param notServing the denial of what the server may not do while serving
 */
record CompiledPolicy(
    String digest,
    @Nullable CompiledPolicy below,
    List<NamespaceRules> namespaces,
    PrimitiveEntries tools,
    PrimitiveEntries resources,
    PrimitiveEntries prompts,
    Map<String, Entry<Credential>> credentials,
    Map<Risk, Entry<Approval>> tiers,
    @Nullable Decision unlisted,
    CallerRules callers,
    InboundRules inbound,
    SessionRules sessions,
    List<Quota> quotas,
    List<Entry<Requirement>> requirements,
    List<NameGlob> watched,
    EgressFloor floor,
    FileMatches runtimeFiles,
    ProtectedFiles protectedFiles,
    @Nullable EntryRules starting,
    Decision notStarting,
    @Nullable EntryRules serving,
    Decision notServing) {

  /** Whether anything has a mode of its own in which nothing is refused. */
  boolean audits() {
    return audits(tools)
        || audits(resources)
        || audits(prompts)
        || (below != null && below.audits());
  }

  /** The namespace that it is in; null where it is in none. */
  @Nullable NamespaceRules namespace(Principal.Primitive principal) {
    if (principal instanceof Principal.Tool tool) {
      for (NamespaceRules namespace : namespaces) {
        if (namespace.written().has(tool.name())) {
          return namespace;
        }
      }
    }
    return null;
  }

  private static boolean audits(PrimitiveEntries entries) {
    for (PrimitiveEntry entry : entries.all()) {
      if (entry.mode() == Mode.AUDIT) {
        return true;
      }
    }
    return false;
  }

  static CompiledPolicy of(Policy policy, String digest, Surroundings surroundings) {
    UnaryOperator<String> realPath = surroundings.realPath();
    Policy narrows = policy.narrows();
    return new CompiledPolicy(
        digest,
        narrows == null ? null : of(narrows, digest, surroundings),
        NamespaceRules.of(policy, realPath),
        named(policy.tools(), policy.virtualTools(), policy, realPath),
        resources(policy, realPath),
        named(policy.prompts(), Set.of(), policy, realPath),
        policy.credentials(),
        policy.tiers(),
        unlisted(policy.defaultAccess(), narrows != null),
        new CallerRules(policy),
        new InboundRules(policy.inbound()),
        new SessionRules(policy.sessions()),
        Quotas.ofAll(policy),
        policy.requirements(),
        watched(policy),
        new EgressFloor(policy.egress()),
        RuntimeFiles.of(surroundings),
        ProtectedFiles.of(surroundings),
        phase(policy, policy.runtime().starting(), realPath),
        notGranted(policy.runtime().starting(), "built-in.starting"),
        phase(policy, policy.runtime().serving(), realPath),
        notGranted(policy.runtime().serving(), "built-in.serving"));
  }

  private static List<NameGlob> watched(Policy policy) {
    List<NameGlob> watched = new ArrayList<>();
    for (Approval approval : policy.approvals()) {
      watched.addAll(approval.after());
    }
    return List.copyOf(watched);
  }

  private static PrimitiveEntries named(
      Map<String, Entry<PrimitivePolicy>> written,
      Set<String> virtualTools,
      Policy policy,
      UnaryOperator<String> realPath) {
    List<PrimitiveEntry> entries = new ArrayList<>(written.size());
    for (Map.Entry<String, Entry<PrimitivePolicy>> one : written.entrySet()) {
      NameGlob name = NameGlob.parse(one.getKey());
      boolean virtual = name.isLiteral() && virtualTools.contains(name.literal());
      entries.add(entry(name, one.getKey(), virtual, one.getValue(), policy, realPath));
    }
    return new PrimitiveEntries(entries);
  }

  private static PrimitiveEntries resources(Policy policy, UnaryOperator<String> realPath) {
    List<PrimitiveEntry> entries = new ArrayList<>(policy.resources().size());
    for (Map.Entry<UriGlob, Entry<PrimitivePolicy>> one : policy.resources().entrySet()) {
      UriGlob uri = one.getKey();
      entries.add(
          entry(uri, uri.toString(), /* virtual= */ false, one.getValue(), policy, realPath));
    }
    return new PrimitiveEntries(entries);
  }

  private static PrimitiveEntry entry(
      Glob name,
      String text,
      boolean virtual,
      Entry<PrimitivePolicy> entry,
      Policy policy,
      UnaryOperator<String> realPath) {
    return entry.value() instanceof PrimitivePolicy.Granted granted
        ? new PrimitiveEntry(
            name,
            text,
            virtual,
            Decisions.granted(entry),
            granted,
            EntryRules.of(granted.grants(), policy.credentials(), realPath),
            EntryConditions.of(granted.conditions()))
        : new PrimitiveEntry(
            name,
            text,
            virtual,
            Decisions.denied(entry, Reason.DENIED),
            null,
            null,
            EntryConditions.NONE);
  }

  private static @Nullable Decision unlisted(Entry<DefaultAccess> access, boolean narrows) {
    if (narrows && access.span().equals(Span.NOWHERE)) {
      return null;
    }
    return access.value() == DefaultAccess.ALLOW
        ? Decisions.granted(access)
        : Decisions.denied(access, Reason.NOT_LISTED);
  }

  private static @Nullable EntryRules phase(
      Policy policy, @Nullable Entry<GrantSet> written, UnaryOperator<String> realPath) {
    return written == null ? null : EntryRules.of(written.value(), policy.credentials(), realPath);
  }

  private static Decision notGranted(@Nullable Entry<GrantSet> written, String builtIn) {
    return written == null
        ? new Decision(Verdict.DENY, new Rule(builtIn, 0), Reason.NOT_GRANTED)
        : Decisions.denied(written, Reason.NOT_GRANTED);
  }
}
