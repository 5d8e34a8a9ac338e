package dev.sallyport.agent.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The matrix of who did what, and for each what it touched. */
final class EffectSection {
  private static final int MOST_ROWS = 200;
  private static final int MOST_TARGETS = 40;
  private static final int MOST_TARGETS_IN_ALL = 2_000;

  private final Report report;
  private final Facts facts;
  private final Map<Actor, String> ids = new LinkedHashMap<>();
  private final SortedMap<Actor, List<Use>> uses = new TreeMap<>();

  EffectSection(Report report) {
    this.report = report;
    this.facts = report.facts();
    for (Use use : facts.uses()) {
      if (!use.like().isOfTheJvm()) {
        uses.computeIfAbsent(use.actor(), actor -> new ArrayList<>()).add(use);
      }
    }
    for (String tool : report.tools().known()) {
      uses.putIfAbsent(new Actor("tool", tool), List.of());
    }
    for (Actor actor : Cells.first(report.tools().inOrder(uses.keySet()), MOST_ROWS)) {
      ids.put(actor, "who-" + (ids.size() + 1));
    }
  }

  Map<String, Object> cells() {
    Matrix matrix = Matrix.of(facts);
    Map<String, Object> cells = new HashMap<>();
    cells.put("hasMatrix", !matrix.rows().isEmpty());
    cells.put("columns", matrix.columns().stream().map(Effect::word).toList());
    cells.put("matrix", rows(matrix));
    cells.put("matrixNotes", notes(matrix));
    cells.put("inventory", inventory());
    cells.put("tools", tools());
    cells.put("toolsLeft", Cells.left(uses.size(), ids.size(), "name"));
    cells.put(
        "strange",
        report.tools().strange().isEmpty()
            ? ""
            : "Clients also asked for what no tool is known by: "
                + Listing.of(report.tools().strange()));
    return cells;
  }

  private List<Map<String, Object>> rows(Matrix matrix) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Actor actor : Cells.first(report.tools().inOrder(matrix.rows().keySet()), MOST_ROWS)) {
      Map<Effect, Counts> counts = matrix.rows().getOrDefault(actor, Map.of());
      List<Map<String, Object>> cells = new ArrayList<>();
      for (Effect effect : matrix.columns()) {
        cells.add(Cells.counted(counts.getOrDefault(effect, Counts.NONE)));
      }
      rows.add(
          Cells.of(
              "name", name(actor),
              "kind", kind(actor),
              "link", ids.getOrDefault(actor, ""),
              "cells", cells));
    }
    return rows;
  }

  private String kind(Actor actor) {
    if (report.tools().isStrange(actor)) {
      return "not a known tool";
    }
    return actor.isTool() || actor.kind().equals("server") ? "" : actor.kind();
  }

  private List<String> notes(Matrix matrix) {
    List<String> notes = new ArrayList<>();
    if (matrix.ofTheJvm() > 0) {
      notes.add(
          "Not in it: "
              + Numbers.of(matrix.ofTheJvm(), "decision")
              + " on what the JVM itself needs, such as its own files.");
    }
    String left = Cells.left(matrix.rows().size(), MOST_ROWS, "row");
    if (!left.isEmpty()) {
      notes.add(left);
    }
    return notes;
  }

  /** Of the server itself its phase in words. */
  static String name(Actor actor) {
    return actor.kind().equals("server")
        ? "the server itself, " + actor.name()
        : Cells.cut(actor.name());
  }

  private String inventory() {
    long known = report.tools().known().size();
    return known == 0
        ? "No tool is known from these records."
        : Numbers.of(known, "tool")
            + (known == 1 ? " is" : " are")
            + " known"
            + (facts.inventory().isEmpty()
                ? ", by what answered or did something"
                : ", by the inventory that the agent recorded")
            + (report.pins().isEmpty() ? "." : ", and by the lock file.")
            + " For each, what it touched.";
  }

  private List<Map<String, Object>> tools() {
    List<Map<String, Object>> tools = new ArrayList<>();
    int room = MOST_TARGETS_IN_ALL;
    for (Map.Entry<Actor, String> one : ids.entrySet()) {
      Actor actor = one.getKey();
      List<Use> its = new ArrayList<>(uses.getOrDefault(actor, List.of()));
      its.sort(Comparator.comparing((Use use) -> -use.counts().all()));
      List<Use> shown = Cells.first(its, Math.min(MOST_TARGETS, room));
      room -= shown.size();
      tools.add(
          Cells.of(
              "id", one.getValue(),
              "name", name(actor),
              "kind", actor.kind(),
              "words", String.join(" · ", words(actor)),
              "hasTargets", !its.isEmpty(),
              "targets", shown.stream().map(EffectSection::target).toList(),
              "left", Cells.left(its.size(), shown.size(), "line")));
    }
    return tools;
  }

  private List<String> words(Actor actor) {
    List<String> words = new ArrayList<>();
    PolicyView policy = report.policy();
    if (!actor.isTool()) {
      return words;
    }
    if (report.tools().isStrange(actor)) {
      words.add("not known");
      return words;
    }
    String risk = Tools.risk(actor.name(), facts, policy);
    words.add(risk.isEmpty() ? "risk not said" : "risk " + Cells.cut(risk));
    if (policy != null) {
      words.add(policy.covers(actor.name()) ? "covered" : "not covered");
      if (policy.asks(actor.name())) {
        words.add("needs approval");
      }
      if (!policy.credentials(actor.name()).isEmpty()) {
        words.add("holds " + Listing.of(policy.credentials(actor.name())));
      }
    }
    if (!report.tools().called().contains(actor.name())) {
      words.add("not called");
    }
    return words;
  }

  private static Map<String, Object> target(Use use) {
    return Cells.counted(
        use.counts(),
        "effect",
        use.effect().word(),
        "target",
        Cells.cut(use.like().target()),
        "rule",
        Cells.cut(use.like().rule()));
  }
}
