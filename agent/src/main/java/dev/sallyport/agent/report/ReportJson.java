package dev.sallyport.agent.report;

import dev.sallyport.agent.json.Json;
import dev.sallyport.agent.record.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures as JSON; {@code docs/report.md} tells the members. */
final class ReportJson {
  private static final int FORMAT = 1;

  private final Report report;
  private final Facts facts;

  ReportJson(Report report) {
    this.report = report;
    this.facts = report.facts();
  }

  String text() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("sallyport-report", FORMAT);
    all.put("title", report.title());
    if (!report.made().isEmpty()) {
      all.put("made", report.made());
    }
    all.put("verdict", Verdict.of(facts, report.tools()));
    all.put("records", facts.records());
    all.put("lost", facts.lost());
    all.put("damage", facts.damage());
    all.put("chain", chain());
    all.put("decisions", counts(facts.counts()));
    all.put("calls", facts.calls());
    all.put("callers", List.copyOf(facts.callers()));
    all.put("agents", List.copyOf(facts.agents()));
    all.put("sessions", facts.sessions());
    all.put("runs", facts.runs().stream().map(ReportJson::run).toList());
    all.put("tools", tools());
    all.put("figures", report.figures().stream().map(ReportJson::figure).toList());
    all.put("matrix", matrix());
    all.put("denials", denials());
    all.put("egress", egress());
    all.put("credentials", credentials());
    all.put("pins", report.pins().stream().map(ReportJson::pin).toList());
    all.put("notices", facts.notices().stream().map(ReportJson::notice).toList());
    return Json.text(all);
  }

  private Object chain() {
    return Words.of(report.chain().state());
  }

  private static Object counts(Counts counts) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("allowed", counts.allowed());
    object.put("observed", counts.observed());
    object.put("blocked", counts.blocked());
    return object;
  }

  private static Object run(Run run) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("server", run.server());
    object.put("process", run.process());
    object.put("begin", run.begin());
    object.put("end", run.end());
    object.put("mode", run.says("start.mode"));
    object.put("version", run.says("start.version"));
    object.put("jdk", run.says("start.jdk"));
    object.put("policies", List.copyOf(run.policies()));
    object.put("hooks", run.says("ready.hooks"));
    object.put("posture", run.posture());
    object.put("stopped", run.stopped());
    return object;
  }

  private Object tools() {
    List<Object> tools = new ArrayList<>();
    PolicyView policy = report.policy();
    for (String tool : report.tools().known()) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("name", tool);
      object.put("called", report.tools().called().contains(tool));
      object.put("risk", Tools.risk(tool, facts, policy));
      if (policy != null) {
        object.put("covered", policy.covers(tool));
        object.put("approval", policy.asks(tool));
      }
      tools.add(object);
    }
    return tools;
  }

  private static Object figure(Figure figure) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("id", figure.id());
    object.put("name", figure.name());
    object.put("definition", figure.definition());
    if (figure.value() instanceof Figure.Share share) {
      object.put("count", share.count());
      object.put("of", share.of());
    } else if (figure.value() instanceof Figure.Time time) {
      object.put("seconds", time.seconds());
      object.put("of", time.of());
    } else if (figure.value() instanceof Figure.Unknown unknown) {
      object.put("unknown", unknown.why());
    }
    if (!figure.note().isEmpty()) {
      object.put("note", figure.note());
    }
    return object;
  }

  private Object matrix() {
    List<Object> rows = new ArrayList<>();
    Matrix.of(facts)
        .rows()
        .forEach(
            (actor, cells) -> {
              Map<String, Object> row = who(actor);
              cells.forEach((effect, counts) -> row.put(effect.word(), counts(counts)));
              rows.add(row);
            });
    return rows;
  }

  private static Map<String, Object> who(Actor actor) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("kind", actor.kind());
    object.put("name", actor.name());
    return object;
  }

  private Object denials() {
    List<Object> rows = new ArrayList<>();
    for (Use use : facts.uses()) {
      if (!use.denied()) {
        continue;
      }
      Map<String, Object> row = who(use.actor());
      row.put("gate", use.like().gate());
      row.put("operation", use.like().operation());
      row.put("target", use.like().target());
      row.put("verdict", use.like().verdict());
      row.put("reason", use.like().reason());
      row.put("rule", use.like().rule());
      row.put("counts", counts(use.counts()));
      row.put("first", use.first());
      row.put("last", use.last());
      row.put("examples", use.calls());
      Remedy remedy = Remedies.of(use, report.tools());
      if (remedy instanceof Remedy.Paste paste) {
        row.put("policy", paste.yaml());
      } else if (remedy instanceof Remedy.Never never) {
        row.put("never", never.why());
      }
      rows.add(row);
    }
    return rows;
  }

  private Object egress() {
    List<Object> rows = new ArrayList<>();
    for (Egress egress : Egress.of(facts)) {
      Map<String, Object> row = who(egress.actor());
      row.put("endpoint", egress.endpoint());
      row.put("requests", egress.request());
      row.put("credentials", List.copyOf(egress.credentials()));
      row.put("counts", counts(egress.counts()));
      rows.add(row);
    }
    return rows;
  }

  private Object credentials() {
    List<Object> rows = new ArrayList<>();
    for (Secret secret : Secret.of(facts, report.tools(), report.policy())) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("name", secret.name());
      row.put("state", secret.state());
      row.put("granted", List.copyOf(secret.granted()));
      row.put("sent", List.copyOf(secret.sent()));
      row.put("hosts", List.copyOf(secret.hosts()));
      row.put("counts", counts(secret.counts()));
      rows.add(row);
    }
    return rows;
  }

  private static Object pin(Pinned pin) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("kind", pin.kind());
    row.put("name", pin.name());
    row.put("state", pin.state());
    row.put("digest", pin.digest());
    return row;
  }

  private static Object notice(Notice notice) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("kind", notice.kind());
    row.put("subject", notice.subject());
    row.put("what", notice.what());
    row.put("times", notice.times());
    row.put("first", notice.first());
    row.put("last", notice.last());
    return row;
  }
}
