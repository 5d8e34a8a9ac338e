package dev.sallyport.policy.model;

import dev.sallyport.policy.condition.Condition;
import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.match.UriGlob;
import dev.sallyport.policy.source.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A whole policy.
 *
 * @param version of the format
 * @param server the name in spans and records; null where not written
 * @param credentials by name
 * @param dispatch where a server of no known framework calls its tools
 * @param callers null where not written: nobody is told from anybody
 * @param roles by name; null where not written: everybody may use what is listed
 * @param inbound what HTTP requests it is for
 * @param sessions how long they last, and what for
 * @param limits of all calls of this server together
 * @param tiers who approves calls of each risk, where their tool does not say
 * @param namespaces by name
 * @param tools by name or glob, in the order of the file, which decides nothing
 * @param resources by a pattern of URIs, likewise
 * @param prompts by name or glob, likewise
 * @param shadow where a policy is from that is evaluated beside this one and decides nothing, as it
 *     was written; null for none
 * @param narrows the policy that this one extends, which has to allow it as well; null for none
 */
public record Policy(
    int version,
    @Nullable String server,
    Mode mode,
    Entry<DefaultAccess> defaultAccess,
    Map<String, Entry<Credential>> credentials,
    List<Entry<DispatchPoint>> dispatch,
    @Nullable Entry<Callers> callers,
    @Nullable Entry<Map<String, Reach>> roles,
    Inbound inbound,
    Sessions sessions,
    CallLimits limits,
    Map<Risk, Entry<Approval>> tiers,
    Map<String, Entry<Namespace>> namespaces,
    Map<String, Entry<PrimitivePolicy>> tools,
    Map<UriGlob, Entry<PrimitivePolicy>> resources,
    Map<String, Entry<PrimitivePolicy>> prompts,
    Egress egress,
    RuntimeGrants runtime,
    Audit audit,
    Telemetry telemetry,
    @Nullable Entry<String> shadow,
    @Nullable Policy narrows) {
  /** The format that this version reads. */
  public static final int VERSION = 1;

  public Policy {
    credentials = Collections.unmodifiableMap(new LinkedHashMap<>(credentials));
    dispatch = List.copyOf(dispatch);
    tiers = Map.copyOf(tiers);
    namespaces = Collections.unmodifiableMap(new LinkedHashMap<>(namespaces));
    tools = Collections.unmodifiableMap(new LinkedHashMap<>(tools));
    resources = Collections.unmodifiableMap(new LinkedHashMap<>(resources));
    prompts = Collections.unmodifiableMap(new LinkedHashMap<>(prompts));
  }

  /** What holds without a policy: everything is decided as denied by default, nothing stopped. */
  public static Policy builtIn() {
    return new Policy(
        VERSION,
        null,
        Mode.AUDIT,
        denyByDefault(),
        Map.of(),
        List.of(),
        null,
        null,
        new Inbound(null, null),
        new Sessions(null, null, null, CallLimits.NONE, Volumes.NONE),
        CallLimits.NONE,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        new Egress(Egress.everyClass(), List.of()),
        new RuntimeGrants(null, null),
        Audit.USUAL,
        new Telemetry(null, SpanDetail.DISTINCT),
        /* shadow= */ null,
        /* narrows= */ null);
  }

  /** How many entries there are for tools, all told. */
  public int toolEntries() {
    return tools.size() + (narrows == null ? 0 : narrows.toolEntries());
  }

  /** What any tool requires to have succeeded before, by this policy or one that it extends. */
  public List<Entry<Requirement>> requirements() {
    List<Entry<Requirement>> requirements =
        narrows == null ? new ArrayList<>() : new ArrayList<>(narrows.requirements());
    for (Entry<PrimitivePolicy> tool : tools.values()) {
      if (tool.value() instanceof PrimitivePolicy.Granted granted) {
        requirements.addAll(granted.conditions().requires());
      }
    }
    return List.copyOf(requirements);
  }

  /** By the name of the tool, those of this policy and of those that it extends. */
  public Map<String, Entry<Actions>> actions() {
    Map<String, Entry<Actions>> actions =
        narrows == null ? new LinkedHashMap<>() : new LinkedHashMap<>(narrows.actions());
    for (Map.Entry<String, Entry<PrimitivePolicy>> tool : tools.entrySet()) {
      if (tool.getValue().value() instanceof PrimitivePolicy.Granted granted
          && granted.conditions().actions() != null) {
        actions.put(NameGlob.parse(tool.getKey()).literal(), granted.conditions().actions());
      }
    }
    return actions;
  }

  /** The names of the tools that each tool with actions is, such as {@code repo#delete}. */
  public Set<String> virtualTools() {
    Set<String> names = new LinkedHashSet<>();
    for (Map.Entry<String, Entry<Actions>> tool : actions().entrySet()) {
      names.addAll(tool.getValue().value().virtualTools(tool.getKey()));
    }
    return names;
  }

  /** On which terms calls have to be approved, by this policy or one that it extends. */
  public List<Approval> approvals() {
    List<Approval> approvals =
        narrows == null ? new ArrayList<>() : new ArrayList<>(narrows.approvals());
    for (Entry<Approval> tier : tiers.values()) {
      approvals.add(tier.value());
    }
    for (Entry<PrimitivePolicy> tool : tools.values()) {
      if (tool.value() instanceof PrimitivePolicy.Granted granted
          && granted.conditions().approval() != null) {
        approvals.add(granted.conditions().approval().value());
      }
    }
    return approvals;
  }

  /** Whether bytes that are read from files are limited, by this policy or one that it extends. */
  public boolean limitsReading() {
    if ((narrows != null && narrows.limitsReading())
        || sessions.volumes().read() != null
        || (callers != null && callers.value().volumes().read() != null)) {
      return true;
    }
    for (Entry<Namespace> namespace : namespaces.values()) {
      if (namespace.value().grants().limits().read() != null) {
        return true;
      }
    }
    return limitReading(tools.values())
        || limitReading(resources.values())
        || limitReading(prompts.values());
  }

  private static boolean limitReading(Collection<Entry<PrimitivePolicy>> entries) {
    for (Entry<PrimitivePolicy> entry : entries) {
      if (entry.value() instanceof PrimitivePolicy.Granted granted
          && granted.grants().limits().read() != null) {
        return true;
      }
    }
    return false;
  }

  /** What has to be true of calls, by this policy or one that it extends. */
  public List<Entry<Condition>> conditions() {
    List<Entry<Condition>> conditions = new ArrayList<>();
    for (Approval approval : approvals()) {
      if (approval.when() != null) {
        conditions.add(approval.when());
      }
    }
    for (Policy layer = this; layer != null; layer = layer.narrows) {
      for (Entry<PrimitivePolicy> tool : layer.tools.values()) {
        if (tool.value() instanceof PrimitivePolicy.Granted granted
            && granted.conditions().when() != null) {
          conditions.add(granted.conditions().when());
        }
      }
    }
    return conditions;
  }

  /** What holds for what is not listed, where the policy does not say. */
  public static Entry<DefaultAccess> denyByDefault() {
    return new Entry<>("built-in.default", Span.NOWHERE, DefaultAccess.DENY);
  }
}
