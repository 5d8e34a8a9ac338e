package dev.sallyport.agent.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The tools that a server has, as far as it is known.
 *
 * @param known by an inventory, a lock file, or because one answered or did something
 * @param called of those, the ones that a client called
 * @param strange names that clients asked for and that no tool is known by
 */
record Tools(SortedSet<String> known, SortedSet<String> called, SortedSet<String> strange) {

  /**
   * What records and pins tell.
   *
   * @param pinned the names of the pinned ones
   */
  static Tools of(Facts facts, Set<String> pinned) {
    SortedSet<String> asked = new TreeSet<>();
    SortedSet<String> known = new TreeSet<>(facts.inventory().keySet());
    known.addAll(pinned);
    known.addAll(facts.answered());
    for (Use use : facts.uses()) {
      if (!use.actor().isTool()) {
        continue;
      }
      asked.add(use.actor().name());
      // What was refused at its door may not exist.
      if (use.effect() != Effect.CALL || use.counts().allowed() > 0) {
        known.add(use.actor().name());
      }
    }
    SortedSet<String> called = new TreeSet<>(asked);
    called.retainAll(known);
    SortedSet<String> strange = new TreeSet<>(asked);
    strange.removeAll(known);
    return new Tools(known, called, strange);
  }

  /** Those that are known before the names that nobody knows. */
  List<Actor> inOrder(Collection<Actor> actors) {
    List<Actor> order = new ArrayList<>(actors);
    order.sort(Comparator.comparing(this::isStrange).thenComparing(Comparator.naturalOrder()));
    return order;
  }

  boolean isStrange(Actor actor) {
    return actor.isTool() && strange.contains(actor.name());
  }

  /** Those of a risk, as the policy or else the inventory says. */
  SortedSet<String> ofRisk(String risk, Facts facts, @Nullable PolicyView policy) {
    SortedSet<String> those = new TreeSet<>();
    for (String tool : known) {
      if (risk(tool, facts, policy).equals(risk)) {
        those.add(tool);
      }
    }
    return those;
  }

  static String risk(String tool, Facts facts, @Nullable PolicyView policy) {
    String said = policy == null ? "" : policy.risk(tool);
    ToolNote note = facts.inventory().get(tool);
    return said.isEmpty() && note != null ? note.risk() : said;
  }

  /** By each secret, the tools that are granted it or were seen with it. */
  SortedMap<String, Set<String>> bySecret(Facts facts, @Nullable PolicyView policy) {
    SortedMap<String, Set<String>> holders = new TreeMap<>();
    for (String tool : known) {
      Set<String> granted = policy == null ? Set.of() : policy.credentials(tool);
      for (String secret : granted) {
        holders.computeIfAbsent(secret, name -> new LinkedHashSet<>()).add(tool);
      }
    }
    for (Use use : facts.uses()) {
      String secret = use.like().credential();
      if (!secret.isEmpty() && use.actor().isTool() && use.counts().allowed() > 0) {
        holders.computeIfAbsent(secret, name -> new LinkedHashSet<>()).add(use.actor().name());
      }
    }
    return holders;
  }
}
