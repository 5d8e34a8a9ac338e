package dev.sallyport.agent.export;

import dev.sallyport.agent.audit.AuditRecord;
import java.util.StringJoiner;

/** What a record says, as a sentence for people. */
final class Headline {
  private Headline() {}

  static String of(AuditRecord record) {
    if (record instanceof AuditRecord.Decision decision) {
      return whose(decision)
          + ": "
          + decision.gate()
          + " "
          + decision.operation()
          + " "
          + decision.target()
          + ": "
          + decision.verdict()
          + " ("
          + decision.reason()
          + "), "
          + decision.action();
    }
    if (record instanceof AuditRecord.Call call) {
      return called(call) + " ended: " + call.outcome() + ", denials " + denials(call);
    }
    StringJoiner details = new StringJoiner(", ");
    if (record instanceof AuditRecord.State state) {
      state.details().forEach((name, detail) -> details.add(name + " " + detail));
    }
    String kind = record.fields().text("kind");
    return details.length() == 0 ? kind : kind + ": " + details;
  }

  /** For whom a decision was made, such as {@code tool read_file} or {@code server}. */
  static String whose(AuditRecord.Decision decision) {
    return decision.kind().isEmpty()
        ? "server " + decision.phase()
        : decision.kind() + " " + decision.of();
  }

  /** What was called, such as {@code tool read_file}. */
  static String called(AuditRecord.Call call) {
    for (String kind : AuditRecord.KINDS) {
      if (call.fields().has(kind)) {
        return kind + " " + call.fields().text(kind);
      }
    }
    return "call";
  }

  private static long denials(AuditRecord.Call call) {
    return call.fields().number("denials");
  }
}
