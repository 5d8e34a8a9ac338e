package dev.sallyport.agent.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One secret, by its name, and where it went.
 *
 * @param state what was last said of it; empty where records do not
 * @param granted the known tools that have it, by the policy
 * @param sent the tools that sent it, or tried to
 * @param hosts where it went, or was to go
 * @param counts of decisions on it
 */
record Secret(
    String name,
    String state,
    SortedSet<String> granted,
    SortedSet<String> sent,
    SortedSet<String> hosts,
    Counts counts) {

  static List<Secret> of(Facts facts, Tools tools, @Nullable PolicyView policy) {
    Set<String> names = new TreeSet<>(facts.secrets().keySet());
    if (policy != null) {
      names.addAll(policy.secrets().keySet());
    }
    facts.uses().stream()
        .map(use -> use.like().credential())
        .filter(name -> !name.isEmpty())
        .forEach(names::add);
    List<Secret> secrets = new ArrayList<>();
    for (String name : names) {
      secrets.add(of(name, facts, tools, policy));
    }
    return secrets;
  }

  private static Secret of(String name, Facts facts, Tools tools, @Nullable PolicyView policy) {
    SortedSet<String> granted = new TreeSet<>();
    if (policy != null) {
      for (String tool : tools.known()) {
        if (policy.credentials(tool).contains(name)) {
          granted.add(tool);
        }
      }
    }
    SortedSet<String> sent = new TreeSet<>();
    SortedSet<String> hosts = new TreeSet<>();
    Counts counts = Counts.NONE;
    for (Use use : facts.uses()) {
      if (!use.like().credential().equals(name)) {
        continue;
      }
      sent.add(use.actor().isTool() ? use.actor().name() : use.actor().kind());
      hosts.add(Destination.of(use.like()).endpoint());
      counts = counts.plus(use.counts());
    }
    return new Secret(name, facts.secrets().getOrDefault(name, ""), granted, sent, hosts, counts);
  }

  /** Whether more than one tool has it. */
  boolean shared() {
    Set<String> all = new TreeSet<>(granted);
    all.addAll(sent);
    return all.size() > 1;
  }
}
