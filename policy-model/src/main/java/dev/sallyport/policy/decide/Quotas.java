package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.CallLimits;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.model.Volumes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The limits on how many calls there may be, of a policy and of one tool, resource or prompt. */
final class Quotas {
  private final List<Quota> all = new ArrayList<>();

  /** Those that every call counts for. */
  static List<Quota> ofAll(Policy policy) {
    Quotas quotas = new Quotas();
    quotas.add(policy.limits(), Quota.Scope.SERVER, "");
    if (policy.callers() != null) {
      quotas.add(policy.callers().value().limits(), Quota.Scope.CALLER, "");
      quotas.add(policy.callers().value().volumes(), Quota.Scope.CALLER);
    }
    quotas.add(policy.sessions().limits(), Quota.Scope.SESSION, "");
    quotas.add(policy.sessions().volumes(), Quota.Scope.SESSION);
    return List.copyOf(quotas.all);
  }

  /** Those that every call of a namespace counts for, together in each session. */
  static List<Quota> ofNamespace(CallLimits limits) {
    Quotas quotas = new Quotas();
    quotas.add(limits, Quota.Scope.SESSION, "");
    return List.copyOf(quotas.all);
  }

  /**
   * Those that a call of this one counts for. Each tool and prompt that a glob fits is counted
   * alone; resources are together, as their names are made up by who asks for them.
   *
   * @param ofOthers that it counts for with others
   * @param beneath those of a policy that is narrowed
   */
  static List<Quota> of(
      Principal.Primitive principal,
      List<PrimitiveEntry> fitting,
      List<Quota> ofOthers,
      List<Quota> beneath) {
    Quotas quotas = new Quotas();
    boolean named = principal instanceof Principal.Tool || principal instanceof Principal.Prompt;
    String name = named ? " " + principal.name() : "";
    for (PrimitiveEntry entry : fitting) {
      if (entry.granted() != null) {
        quotas.add(entry.granted().conditions().limits(), Quota.Scope.SESSION, name);
      }
    }
    quotas.all.addAll(ofOthers);
    return together(beneath, quotas.all);
  }

  /** One that both have is counted once. */
  static List<Quota> together(List<Quota> beneath, List<Quota> own) {
    Set<Quota> both = new LinkedHashSet<>(beneath);
    both.addAll(own);
    return List.copyOf(both);
  }

  private void add(Volumes volumes, Quota.Scope scope) {
    add(volumes.sent(), scope, Direction.SENT);
    add(volumes.received(), scope, Direction.RECEIVED);
  }

  private void add(@Nullable Entry<Long> most, Quota.Scope scope, Direction direction) {
    if (most != null) {
      Decision beyond = Decisions.denied(most, Reason.LIMIT);
      all.add(new Quota.Bytes(key(most, ""), scope, direction, most.value(), beyond));
    }
  }

  private void add(CallLimits limits, Quota.Scope scope, String name) {
    if (limits.concurrent() != null) {
      Entry<Long> most = limits.concurrent();
      Decision beyond = Decisions.denied(most, Reason.CONCURRENCY);
      all.add(new Quota.Concurrent(key(most, name), scope, most.value(), beyond));
    }
    if (limits.calls() != null) {
      Decision beyond = Decisions.denied(limits.calls(), Reason.RATE);
      String key = key(limits.calls(), name);
      all.add(new Quota.Calls(key, scope, limits.calls().value(), beyond));
    }
  }

  /** Of two policies that write the same key both are counted, each by itself. */
  private static String key(Entry<?> entry, String name) {
    return entry.path() + name + (entry.span().file().isEmpty() ? "" : "\n" + entry.span().file());
  }
}
