package dev.sallyport.agent.telemetry.signal;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.List;

/**
 * The names, units (UCUM) and attributes of Sallyport's metrics, beside those of {@link
 * SpanAttributes}. The one not called {@code sallyport} is of the OpenTelemetry conventions for
 * MCP.
 */
final class Instruments {
  static final String OPERATION_DURATION = "mcp.server.operation.duration";
  static final String DECISIONS = "sallyport.decisions";
  static final String QUEUED = "sallyport.records.queued";
  static final String LOST = "sallyport.records.lost";
  static final String SESSIONS = "sallyport.sessions";
  static final String APPROVALS = "sallyport.approvals";
  static final String APPROVAL_DURATION = "sallyport.approval.duration";
  static final String RELOADS = "sallyport.policy.reloads";
  static final String TOOLS = "sallyport.tools";
  static final String TOOLS_COVERED = "sallyport.tools.covered";
  static final String TOOLS_SHARING = "sallyport.tools.sharing_secrets";
  static final String TOOLS_UNAPPROVED = "sallyport.tools.unapproved";

  /** {@code queue-full} or {@code write-failed}. */
  static final AttributeKey<String> CAUSE = AttributeKey.stringKey("sallyport.cause");

  /** {@code asked}, {@code approved}, {@code disapproved} or {@code lapsed}. */
  static final AttributeKey<String> APPROVAL_STATE =
      AttributeKey.stringKey("sallyport.approval.state");

  /** {@code applied} or {@code refused}. */
  static final AttributeKey<String> RELOAD_OUTCOME =
      AttributeKey.stringKey("sallyport.reload.outcome");

  /** What the conventions advise for durations of MCP, in seconds. */
  static final List<Double> OPERATION_BUCKETS =
      List.of(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0);

  /** People answer. */
  private static final List<Double> APPROVAL_BUCKETS =
      List.of(1.0, 5.0, 15.0, 30.0, 60.0, 120.0, 300.0, 900.0, 1800.0, 3600.0, 14400.0);

  private final Meter meter;

  Instruments(Meter meter) {
    this.meter = meter;
  }

  DoubleHistogram operationDuration() {
    return meter
        .histogramBuilder(OPERATION_DURATION)
        .setUnit("s")
        .setDescription("How long the server worked on a request, gates included")
        .setExplicitBucketBoundariesAdvice(OPERATION_BUCKETS)
        .build();
  }

  DoubleHistogram approvalDuration() {
    return meter
        .histogramBuilder(APPROVAL_DURATION)
        .setUnit("s")
        .setDescription("From asking for an approval until it was answered")
        .setExplicitBucketBoundariesAdvice(APPROVAL_BUCKETS)
        .build();
  }

  LongCounter decisions() {
    return counter(DECISIONS, "{decision}", "Decisions made");
  }

  LongCounter lost() {
    return counter(LOST, "{record}", "Records that were given up");
  }

  LongCounter sessions() {
    return counter(SESSIONS, "{session}", "Sessions that made a first call");
  }

  LongCounter approvals() {
    return counter(APPROVALS, "{approval}", "Approvals asked for, and what came of them");
  }

  LongCounter reloads() {
    return counter(RELOADS, "{reload}", "Changed policies found");
  }

  private LongCounter counter(String name, String unit, String description) {
    return meter.counterBuilder(name).setUnit(unit).setDescription(description).build();
  }
}
