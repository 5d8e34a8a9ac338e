package dev.sallyport.testapps.guarded;

import java.util.List;

/**
 * What the audit file says of one call.
 *
 * @param end the record of its end
 * @param decisions on the call itself, and on what it did
 */
record AuditedCall(AuditLine end, List<AuditLine> decisions) {
  /**
   * The calls of one name, in the order in which they ended.
   *
   * @param lines a whole audit file
   * @param used as in {@link AuditLine#used}
   */
  static List<AuditedCall> all(List<AuditLine> lines, String used) {
    return lines.stream()
        .filter(line -> line.kind().equals("call") && line.used().equals(used))
        .map(end -> of(lines, end))
        .toList();
  }

  /** The call whose end a record is, with the decisions among these. */
  static AuditedCall of(List<AuditLine> lines, AuditLine end) {
    return new AuditedCall(
        end,
        lines.stream()
            .filter(line -> line.isDecision() && line.call().equals(end.call()))
            .toList());
  }

  /** What was denied, enforced or not. */
  List<AuditLine> denials() {
    return decisions.stream().filter(line -> line.verdict().equals("deny")).toList();
  }

  /** The decisions on an operation, written as in {@link AuditLine#operation}. */
  List<AuditLine> on(String operation) {
    return decisions.stream().filter(line -> line.operation().equals(operation)).toList();
  }
}
