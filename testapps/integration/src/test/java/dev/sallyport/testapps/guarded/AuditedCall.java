package dev.sallyport.testapps.guarded;

import java.util.List;

/**
 * What the audit file says of one call.
 *
 * @param end the record of its end
 * @param decisions on the call itself, and on what it did
 */
record AuditedCall(AuditLine end, List<AuditLine> decisions) {
  /** What was denied, enforced or not. */
  List<AuditLine> denials() {
    return decisions.stream().filter(line -> line.verdict().equals("deny")).toList();
  }

  /** The decisions on an operation, written as in {@link AuditLine#operation}. */
  List<AuditLine> on(String operation) {
    return decisions.stream().filter(line -> line.operation().equals(operation)).toList();
  }
}
