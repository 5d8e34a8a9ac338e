package dev.sallyport.agent.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One way out of the server.
 *
 * @param request method and templated path; of other connections what was done
 */
record Egress(
    Actor actor, String endpoint, String request, SortedSet<String> credentials, Counts counts) {
  private static final Set<Effect> OUT = EnumSet.of(Effect.HTTP, Effect.CONNECT, Effect.MCP);

  private record Way(Actor actor, String endpoint, String request) implements Comparable<Way> {
    private static final Comparator<Way> ORDER =
        Comparator.comparing(Way::actor).thenComparing(Way::endpoint).thenComparing(Way::request);

    @Override
    public int compareTo(Way other) {
      return ORDER.compare(this, other);
    }
  }

  /** All of them, by who took them and where they lead. */
  static List<Egress> of(Facts facts) {
    Map<Way, Egress> ways = new TreeMap<>();
    for (Use use : facts.uses()) {
      if (!OUT.contains(use.effect())) {
        continue;
      }
      Destination to = Destination.of(use.like());
      Way way = new Way(use.actor(), to.endpoint(), request(use, to));
      SortedSet<String> credentials = new TreeSet<>();
      if (!use.like().credential().isEmpty()) {
        credentials.add(use.like().credential());
      }
      Egress one = new Egress(use.actor(), to.endpoint(), way.request(), credentials, use.counts());
      ways.merge(way, one, Egress::and);
    }
    return new ArrayList<>(ways.values());
  }

  private static String request(Use use, Destination to) {
    return use.effect() == Effect.HTTP
        ? use.like().operation().toUpperCase(Locale.ROOT) + " " + to.path()
        : use.like().operation();
  }

  private Egress and(Egress other) {
    SortedSet<String> all = new TreeSet<>(credentials);
    all.addAll(other.credentials);
    return new Egress(actor, endpoint, request, all, counts.plus(other.counts));
  }
}
