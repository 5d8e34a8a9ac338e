package dev.sallyport.agent.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was denied, and what would let it go on. */
final class DenialSection {
  private static final int MOST_ACTORS = 60;
  private static final int MOST_ROWS = 30;
  private static final int MOST_ROWS_IN_ALL = 300;
  private static final int OPEN = 8;

  private final SortedMap<Actor, List<Use>> denied = new TreeMap<>();

  private final Tools tools;

  DenialSection(Report report) {
    this.tools = report.tools();
    for (Use use : report.facts().uses()) {
      if (use.denied()) {
        denied.computeIfAbsent(use.actor(), actor -> new ArrayList<>()).add(use);
      }
    }
  }

  Map<String, Object> cells() {
    List<Map<String, Object>> groups = new ArrayList<>();
    int room = MOST_ROWS_IN_ALL;
    for (Actor actor : Cells.first(tools.inOrder(denied.keySet()), MOST_ACTORS)) {
      List<Use> uses = denied.getOrDefault(actor, List.of());
      uses.sort(Comparator.comparing((Use use) -> -use.counts().denied()));
      List<Use> shown = Cells.first(uses, Math.min(MOST_ROWS, room));
      room -= shown.size();
      Counts counts = uses.stream().map(Use::counts).reduce(Counts.NONE, Counts::plus);
      groups.add(
          Cells.counted(
              counts,
              "name",
              EffectSection.name(actor),
              "kind",
              tools.isStrange(actor) ? "not a known tool" : actor.kind(),
              "open",
              groups.size() < OPEN,
              "rows",
              shown.stream().map(this::row).toList(),
              "left",
              Cells.left(uses.size(), shown.size(), "line")));
    }
    Map<String, Object> cells = new HashMap<>();
    cells.put("hasDenials", !groups.isEmpty());
    cells.put("denied", groups);
    cells.put("denialsLeft", Cells.left(denied.size(), groups.size(), "name"));
    return cells;
  }

  private Map<String, Object> row(Use use) {
    Remedy remedy = Remedies.of(use, tools);
    Map<String, Object> row =
        Cells.counted(
            use.counts(),
            "operation",
            use.like().gate() + " " + use.like().operation(),
            "target",
            Cells.cut(use.like().target()),
            "reason",
            Cells.cut(use.like().reason()),
            "rule",
            Cells.cut(use.like().rule()),
            "when",
            Cells.span(use.first(), use.last()),
            "hasCalls",
            !use.calls().isEmpty(),
            "calls",
            use.calls().stream().map(Cells::cut).toList(),
            "paste",
            List.of(),
            "never",
            "");
    if (remedy instanceof Remedy.Paste paste) {
      row.put(
          "paste",
          List.of(Cells.of("lines", paste.yaml().lines().toList(), "caution", paste.caution())));
    } else if (remedy instanceof Remedy.Never never) {
      row.put("never", never.why());
    }
    return row;
  }
}
