package dev.sallyport.agent.export;

import dev.sallyport.agent.audit.AuditRecord;
import java.util.Set;

/** How much a record matters, as each of the formats and protocols counts it. */
enum Severity {
  /** What was allowed, and what belongs to running. */
  INFORMATIONAL("Informational", 1, 1, 6, 9),
  /** What would not be allowed, and was not stopped; a call that failed. */
  LOW("Low", 2, 3, 5, 10),
  /** What was stopped, and what the agent could not do. */
  MEDIUM("Medium", 3, 6, 4, 13),
  /** What was aimed at the agent or the JVM, and what a server says of itself all of a sudden. */
  HIGH("High", 4, 8, 3, 17);

  private static final Set<String> FAULTS = Set.of("fault", "gap", "export");
  static final Set<String> FINDINGS = Set.of("pin", "screening", "contradiction");
  private static final Set<String> GRAVE_GATES = Set.of("agent", "jvm", "credential");

  private final String caption;
  private final int ocsf;
  private final int cef;
  private final int syslog;
  private final int otel;

  Severity(String caption, int ocsf, int cef, int syslog, int otel) {
    this.caption = caption;
    this.ocsf = ocsf;
    this.cef = cef;
    this.syslog = syslog;
    this.otel = otel;
  }

  static Severity of(AuditRecord record) {
    if (record instanceof AuditRecord.Decision decision) {
      return of(decision);
    }
    if (record instanceof AuditRecord.Call call) {
      return switch (call.outcome()) {
        case "ok" -> INFORMATIONAL;
        case "refused" -> MEDIUM;
        default -> LOW;
      };
    }
    String kind = record.fields().text("kind");
    if (FINDINGS.contains(kind)) {
      return HIGH;
    }
    return FAULTS.contains(kind) ? MEDIUM : INFORMATIONAL;
  }

  private static Severity of(AuditRecord.Decision decision) {
    if (!decision.denied() && decision.action().equals("allowed")) {
      return INFORMATIONAL;
    }
    if (GRAVE_GATES.contains(decision.gate())) {
      return HIGH;
    }
    return decision.action().equals("blocked") ? MEDIUM : LOW;
  }

  /** The word of OCSF, {@code severity}. */
  String caption() {
    return caption;
  }

  /** {@code severity_id} of OCSF. */
  int ocsf() {
    return ocsf;
  }

  /** From 0 to 10. */
  int cef() {
    return cef;
  }

  /** From 7 down to 0, RFC 5424, section 6.2.1. */
  int syslog() {
    return syslog;
  }

  /** {@code SeverityNumber} of OpenTelemetry, as its data model maps syslog's. */
  int otel() {
    return otel;
  }
}
