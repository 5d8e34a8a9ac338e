package dev.sallyport.agent.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Ways out of the server, and the secrets that took them. */
final class EgressSection {
  private static final int MOST_WAYS = 300;
  private static final int MOST_SECRETS = 100;

  private final Report report;

  EgressSection(Report report) {
    this.report = report;
  }

  Map<String, Object> cells() {
    List<Egress> all = Egress.of(report.facts());
    List<Egress> shown = Cells.first(all, MOST_WAYS);
    SortedMap<Actor, SortedMap<String, List<Egress>>> ways = new TreeMap<>();
    for (Egress one : shown) {
      ways.computeIfAbsent(one.actor(), actor -> new TreeMap<>())
          .computeIfAbsent(one.endpoint(), endpoint -> new ArrayList<>())
          .add(one);
    }
    List<Secret> secrets = Secret.of(report.facts(), report.tools(), report.policy());
    Map<String, Object> cells = new HashMap<>();
    cells.put("hasEgress", !all.isEmpty());
    cells.put(
        "egress", ways.entrySet().stream().map(way -> flow(way.getKey(), way.getValue())).toList());
    cells.put("egressLeft", Cells.left(all.size(), shown.size(), "way"));
    cells.put("hasSecrets", !secrets.isEmpty());
    cells.put(
        "secrets", Cells.first(secrets, MOST_SECRETS).stream().map(EgressSection::secret).toList());
    return cells;
  }

  private static Map<String, Object> flow(Actor actor, SortedMap<String, List<Egress>> hosts) {
    return Cells.of(
        "name", EffectSection.name(actor),
        "kind", actor.isTool() ? "" : actor.kind(),
        "hosts",
            hosts.entrySet().stream()
                .map(
                    host ->
                        Cells.of(
                            "endpoint", Cells.cut(host.getKey()),
                            "requests",
                                host.getValue().stream().map(EgressSection::request).toList()))
                .toList());
  }

  private static Map<String, Object> request(Egress egress) {
    return Cells.counted(
        egress.counts(),
        "request",
        Cells.cut(egress.request()),
        "credentials",
        egress.credentials().isEmpty() ? "" : Listing.of(egress.credentials()));
  }

  private static Map<String, Object> secret(Secret secret) {
    return Cells.counted(
        secret.counts(),
        "name",
        Cells.cut(secret.name()),
        "state",
        secret.state().isEmpty() ? "not on record" : Cells.cut(secret.state()),
        "shared",
        secret.shared(),
        "granted",
        names(secret.granted()),
        "sent",
        names(secret.sent()),
        "hosts",
        names(secret.hosts()));
  }

  private static String names(Collection<String> names) {
    return names.isEmpty() ? "–" : Listing.of(names);
  }
}
