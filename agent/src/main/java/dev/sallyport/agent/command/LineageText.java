package dev.sallyport.agent.command;

import dev.sallyport.agent.audit.AuditRecord;
import dev.sallyport.agent.audit.AuditRecord.Call;
import dev.sallyport.agent.audit.AuditRecord.Decision;
import dev.sallyport.agent.audit.AuditRecord.State;
import dev.sallyport.agent.audit.Fields;
import dev.sallyport.agent.lineage.Lineage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Calls from what was asked for to the last that they did, for people.
 *
 * @param ofServer a decision that no call caused
 */
record LineageText(@Nullable Decision ofServer, List<Lineage> calls) {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (ofServer != null) {
      line("the server itself, " + ofServer.phase(), text);
      part("server", server(ofServer), text);
      effect(ofServer, text);
    }
    for (Lineage call : calls) {
      text.append(text.isEmpty() ? "" : "\n");
      call(call, text);
    }
    if (calls.size() > 1) {
      long whole = calls.stream().filter(call -> call.missing().isEmpty()).count();
      text.append('\n');
      line(calls.size() + " calls, " + whole + " of them whole in the records", text);
    }
    return text.toString();
  }

  private static void call(Lineage lineage, StringBuilder text) {
    AuditRecord first = lineage.records().get(0);
    Call end = lineage.end();
    line("call " + lineage.id() + ": " + what(lineage) + ": " + outcome(end), text);
    part("time", first.time(), text);
    part("server", server(first), text);
    Decision decision = lineage.decision();
    if (decision != null) {
      part("caller", caller(decision.fields()), text);
      part("session", decision.fields().text("session"), text);
      part("trace", lineage.trace(), text);
      part("arguments", String.join(", ", decision.fields().list("arguments")), text);
    }
    if (end != null) {
      part("said to be for", end.fields().text("justification"), text);
    }
    if (decision != null) {
      part("approval", approval(decision.fields()), text);
      part("decision", ruling(decision), text);
    }
    for (State finding : lineage.findings()) {
      part("finding", String.join(" ", finding.details().values()), text);
    }
    if (!lineage.effects().isEmpty()) {
      line("  did", text);
      lineage.effects().forEach(effect -> effect(effect, text));
    }
    if (end != null) {
      part("bytes", bytes(end.fields()), text);
    }
    lineage.missing().forEach(missing -> part("MISSING", missing, text));
  }

  private static String what(Lineage lineage) {
    for (AuditRecord record : lineage.records()) {
      for (String kind : AuditRecord.KINDS) {
        String name =
            record instanceof Decision decision
                ? decision.fields().text("principal." + kind)
                : record.fields().text(kind);
        if (!name.isEmpty()) {
          return kind + " " + name;
        }
      }
    }
    return "?";
  }

  private static String outcome(@Nullable Call end) {
    return end == null
        ? "no end recorded"
        : String.format(
            Locale.ROOT, "%s after %.1f ms", end.outcome(), end.durationNanos() / NANOS_PER_MILLI);
  }

  private static String server(AuditRecord record) {
    String policy = record.fields().text("policy");
    return record.server()
        + ", run "
        + record.process()
        + (policy.isEmpty() ? "" : ", policy " + policy);
  }

  private static String caller(Fields fields) {
    List<String> parts = new ArrayList<>();
    add(fields.text("caller.subject"), "", parts);
    add(String.join(" ", fields.list("caller.roles")), "as ", parts);
    add(fields.text("caller.tenant"), "of ", parts);
    add(fields.text("caller.agent"), "through ", parts);
    add(fields.text("caller.by"), "by ", parts);
    return String.join(", ", parts);
  }

  private static String approval(Fields fields) {
    List<String> parts = new ArrayList<>();
    add(fields.text("approval.id"), "", parts);
    add(fields.text("approval.askedAt"), "asked ", parts);
    add(fields.text("approval.by"), "answered by ", parts);
    add(fields.text("approval.user"), "user ", parts);
    add(fields.text("approval.role"), "as ", parts);
    long waited = fields.number("approval.waitedNanos");
    if (waited > 0) {
      parts.add(String.format(Locale.ROOT, "after %.1f s", waited / NANOS_PER_SECOND));
    }
    add(fields.text("approval.reason"), "because ", parts);
    return String.join(", ", parts);
  }

  private static String bytes(Fields fields) {
    List<String> parts = new ArrayList<>();
    for (String way : List.of("sent", "received", "read", "answered")) {
      String count = fields.text("bytes." + way);
      if (!count.isEmpty()) {
        parts.add(count + " " + way);
      }
    }
    return String.join(", ", parts);
  }

  private static void add(String value, String before, List<String> parts) {
    if (!value.isEmpty()) {
      parts.add(before + value);
    }
  }

  private static String ruling(Decision decision) {
    String rule = decision.rule().isEmpty() ? "" : " by " + decision.rule();
    String verdict = decision.verdict() + rule + " (" + decision.reason() + ")";
    String times = decision.times() > 1 ? " x" + decision.times() : "";
    return verdict + ", " + decision.action() + "; " + decision.id() + times;
  }

  private static void effect(Decision effect, StringBuilder text) {
    String late = effect.late() ? " (after it had answered)" : "";
    String what = effect.gate() + " " + effect.operation() + " " + effect.target();
    line("    " + what + late, text);
    line("      " + ruling(effect), text);
    if (!effect.credential().isEmpty()) {
      line("      credential " + effect.credential(), text);
    }
    List<String> withheld = effect.fields().list("withheld");
    if (!withheld.isEmpty()) {
      line("      withheld " + String.join(", ", withheld), text);
    }
  }

  private static void part(String name, String value, StringBuilder text) {
    if (!value.isEmpty()) {
      line("  " + name + ": " + value, text);
    }
  }

  private static void line(String line, StringBuilder text) {
    text.append(Printable.of(line)).append('\n');
  }
}
