package dev.sallyport.agent.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Puts a page together: what stands in its head, and each section by a class of its own. */
final class Page {
  private final Report report;
  private final Facts facts;

  Page(Report report) {
    this.report = report;
    this.facts = report.facts();
  }

  String html() {
    Map<String, Object> page = new HashMap<>();
    page.put("title", Cells.cut(report.title()));
    page.put("made", Cells.time(report.made()));
    page.put("verdict", Verdict.of(facts, report.tools()));
    page.put("span", span());
    page.put("sections", sections());
    page.put("tiles", tiles());
    page.put("alerts", alerts());
    page.put("figures", report.figures().stream().map(Page::figure).toList());
    page.put("policy", report.policy() != null);
    page.putAll(new EffectSection(report).cells());
    page.putAll(new DenialSection(report).cells());
    page.putAll(new EgressSection(report).cells());
    page.putAll(new EvidenceSection(report).cells());
    return Template.page(page);
  }

  private static List<Map<String, Object>> sections() {
    List<Map<String, Object>> sections = new ArrayList<>();
    String[][] all = {
      {"overview", "Overview"},
      {"figures", "Figures"},
      {"effects", "Effects"},
      {"denials", "Denied"},
      {"egress", "Egress"},
      {"credentials", "Credentials"},
      {"tools", "Inventory"},
      {"pins", "Pins and findings"},
      {"evidence", "Trust"}
    };
    for (String[] one : all) {
      sections.add(Cells.of("id", one[0], "name", one[1]));
    }
    return sections;
  }

  private String span() {
    if (facts.runs().isEmpty()) {
      return "No runs on record";
    }
    String first = facts.runs().get(0).begin();
    String last = facts.runs().stream().map(Run::end).max(String::compareTo).orElse(first);
    return Numbers.of(facts.runs().size(), "run") + " · " + Cells.span(first, last);
  }

  private List<Map<String, Object>> tiles() {
    Counts counts = facts.counts();
    List<Map<String, Object>> tiles = new ArrayList<>();
    tiles.add(tile("Calls ended", facts.callsEnded(), outcomes(), ""));
    tiles.add(
        tile(
            "Tools",
            report.tools().known().size(),
            report.tools().called().size() + " of them called",
            ""));
    tiles.add(tile("Decisions", counts.all(), Numbers.of(counts.allowed()) + " allowed", ""));
    tiles.add(
        tile(
            "Would be denied",
            counts.observed(),
            "observed in audit mode",
            counts.observed() > 0 ? "warn" : ""));
    tiles.add(
        tile(
            "Denied",
            counts.blocked(),
            "blocked in enforce mode",
            counts.blocked() > 0 ? "stop" : ""));
    tiles.add(
        tile(
            "Callers",
            facts.callers().size(),
            facts.callers().isEmpty()
                ? "not told apart"
                : Numbers.of(facts.agents().size(), "agent"),
            ""));
    tiles.add(
        tile(
            "Sessions",
            facts.sessions(),
            facts.sessions() == 0 ? "not told apart" : "on record",
            ""));
    tiles.add(
        tile(
            "Records missing",
            facts.recordsLost(),
            "of " + Numbers.of(facts.records() + facts.recordsLost()),
            facts.recordsLost() > 0 ? "stop" : ""));
    return tiles;
  }

  private static Map<String, Object> tile(String name, long value, String sub, String tone) {
    return Cells.of("name", name, "value", Numbers.of(value), "sub", sub, "tone", tone);
  }

  private String outcomes() {
    List<String> parts = new ArrayList<>();
    facts
        .calls()
        .forEach((outcome, number) -> parts.add(Numbers.of(number) + " " + Cells.cut(outcome)));
    return String.join(", ", Cells.first(parts, 5));
  }

  private List<Map<String, Object>> alerts() {
    List<Map<String, Object>> alerts = new ArrayList<>();
    if (!facts.damage().isEmpty()) {
      alerts.add(
          alert(
              "Not all lines could be read.", String.join("; ", Cells.first(facts.damage(), 10))));
    }
    if (facts.recordsLost() > 0) {
      alerts.add(
          alert(
              "Records are missing.",
              "What they told is in no number of this page: " + facts.lost()));
    }
    if (report.chain().state() == Chain.State.BROKEN) {
      alerts.add(alert("The chain of the records is broken.", report.chain().detail()));
    }
    TreeSet<String> digests = new TreeSet<>();
    facts.runs().forEach(run -> digests.addAll(run.policies()));
    PolicyView policy = report.policy();
    if (policy != null && !digests.isEmpty() && !digests.contains(policy.digest())) {
      alerts.add(
          alert(
              "The policy named here is not one that decided.",
              "Figures that follow from the policy are of the one named with --policy."));
    }
    return alerts;
  }

  private static Map<String, Object> alert(String head, String text) {
    return Cells.of("head", head, "text", text);
  }

  private static Map<String, Object> figure(Figure figure) {
    String value = "Not known";
    String of = "";
    String unknown = "";
    String percent = "";
    if (figure.value() instanceof Figure.Share share) {
      value = share.percent() + " %";
      of = Numbers.of(share.count()) + " of " + Numbers.of(share.of()) + " " + share.what();
      percent = Long.toString(share.percent());
    } else if (figure.value() instanceof Figure.Time time) {
      value = Numbers.seconds(time.seconds());
      of = "of " + Numbers.of(time.of(), "answer");
    } else if (figure.value() instanceof Figure.Unknown why) {
      unknown = why.why();
    }
    return Cells.of(
        "name",
        figure.name(),
        "definition",
        figure.definition(),
        "value",
        value,
        "of",
        of,
        "hasBar",
        !percent.isEmpty(),
        "percent",
        percent,
        "unknown",
        unknown,
        "note",
        figure.note());
  }
}
