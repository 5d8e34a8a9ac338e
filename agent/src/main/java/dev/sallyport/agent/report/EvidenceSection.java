package dev.sallyport.agent.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pins, findings and faults, and how far the records themselves can be relied on. */
final class EvidenceSection {
  private static final int MOST_PINS = 300;
  private static final int MOST_NOTICES = 100;
  private static final int MOST_RUNS = 50;
  private static final int DIGEST = 12;

  private final Report report;
  private final Facts facts;

  EvidenceSection(Report report) {
    this.report = report;
    this.facts = report.facts();
  }

  Map<String, Object> cells() {
    Map<String, Object> cells = new HashMap<>();
    List<Pinned> pins = report.pins();
    cells.put("hasPins", !pins.isEmpty());
    cells.put("pinSummary", pinSummary());
    cells.put("pins", Cells.first(pins, MOST_PINS).stream().map(EvidenceSection::pin).toList());
    List<Notice> notices = facts.notices();
    cells.put("hasNotices", !notices.isEmpty());
    cells.put(
        "notices",
        Cells.first(notices, MOST_NOTICES).stream().map(EvidenceSection::notice).toList());
    cells.put("noticesLeft", Cells.left(notices.size(), MOST_NOTICES, "line"));
    cells.put("evidence", evidence());
    List<Run> runs = facts.runs();
    cells.put("hasRuns", !runs.isEmpty());
    cells.put("runs", Cells.first(runs, MOST_RUNS).stream().map(EvidenceSection::run).toList());
    cells.put("runsLeft", Cells.left(runs.size(), MOST_RUNS, "run"));
    return cells;
  }

  private String pinSummary() {
    long changed = report.pins().stream().filter(pin -> pin.state().equals("changed")).count();
    long accepted = report.pins().stream().filter(pin -> pin.state().equals("accepted")).count();
    return Numbers.of(report.pins().size(), "definition")
        + " pinned: "
        + accepted
        + " accepted by a person, "
        + changed
        + " changed since";
  }

  private static Map<String, Object> pin(Pinned pin) {
    return Cells.of(
        "kind", pin.kind(),
        "name", Cells.cut(pin.name()),
        "state", pin.state(),
        "changed", pin.state().equals("changed"),
        "digest", digest(pin.digest()));
  }

  private static Map<String, Object> notice(Notice notice) {
    return Cells.of(
        "kind", notice.kind(),
        "subject", Cells.cut(notice.subject()),
        "what", Cells.cut(notice.what()),
        "times", Numbers.of(notice.times()),
        "last", Cells.time(notice.last()));
  }

  private List<Map<String, Object>> evidence() {
    List<Map<String, Object>> evidence = new ArrayList<>();
    evidence.add(point("Chain", report.chain().detail()));
    evidence.add(
        point(
            "Records",
            Numbers.of(facts.records())
                + " read, "
                + (facts.lost().isEmpty()
                    ? "none missing that an agent knows of."
                    : Numbers.of(facts.recordsLost()) + " missing " + facts.lost() + ".")));
    evidence.add(
        point(
            "Files",
            facts.damage().isEmpty()
                ? "Every line could be read."
                : String.join("; ", Cells.first(facts.damage(), 20))));
    evidence.add(point("Ends", ends()));
    evidence.add(point("Policy", policy()));
    evidence.add(
        point(
            "Reach",
            "Java code in the server's own process. Native code is out of an agent's reach, and"
                + " what the operator can write, these files included, is believed."));
    return evidence;
  }

  private String ends() {
    long open = facts.runs().stream().filter(run -> !run.stopped()).count();
    return open == 0
        ? "Every run told that it ended."
        : Numbers.of(open, "run")
            + " did not tell of an end: still running, or killed; then the last records are missing.";
  }

  private String policy() {
    PolicyView policy = report.policy();
    return policy == null
        ? "None was named with --policy; figures that follow from one are not known."
        : "Figures are of the policy " + digest(policy.digest()) + ", named with --policy.";
  }

  private static Map<String, Object> point(String name, String text) {
    return Cells.of("name", name, "text", text);
  }

  private static Map<String, Object> run(Run run) {
    List<String> digests = run.policies().stream().map(EvidenceSection::digest).toList();
    return Cells.of(
        "server", Cells.cut(run.server()),
        "process", Cells.cut(run.process()),
        "mode", Cells.cut(run.says("start.mode")),
        "begin", Cells.time(run.begin()),
        "end", Cells.time(run.end()),
        "stopped", run.stopped(),
        "policies", digests.isEmpty() ? "built-in" : Listing.of(digests),
        "hooks", Cells.cut(run.says("ready.hooks")),
        "posture", run.posture().isEmpty() ? "–" : Listing.of(run.posture()),
        "version", Cells.cut(run.says("start.version")),
        "jdk", Cells.cut(run.says("start.jdk")));
  }

  /** Its beginning, by which the health line names a policy too. */
  private static String digest(String digest) {
    return digest.length() <= DIGEST ? digest : digest.substring(0, DIGEST);
  }
}
