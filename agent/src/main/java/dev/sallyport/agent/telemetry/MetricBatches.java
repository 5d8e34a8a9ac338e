package dev.sallyport.agent.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import java.time.Duration;
import java.util.Collection;

/**
 * Exports metrics whenever an interval is over, on the thread that asks, as {@link SpanBatches}.
 */
final class MetricBatches implements MetricReader {
  private final MetricExporter exporter;
  private final Duration interval;
  private CollectionRegistration metrics = CollectionRegistration.noop();
  private CompletableResultCode underWay = CompletableResultCode.ofSuccess();
  private long exportedAt = System.nanoTime();

  MetricBatches(MetricExporter exporter, Duration interval) {
    this.exporter = exporter;
    this.interval = interval;
  }

  @Override
  public void register(CollectionRegistration registration) {
    metrics = registration;
  }

  /** Exports if the last export was long enough ago. */
  void exportIfDue() {
    if (System.nanoTime() - exportedAt >= interval.toNanos()) {
      export();
    }
  }

  private void export() {
    if (!underWay.isDone()) {
      return;
    }
    exportedAt = System.nanoTime();
    Collection<MetricData> all = metrics.collectAllMetrics();
    underWay = all.isEmpty() ? CompletableResultCode.ofSuccess() : exporter.export(all);
  }

  @Override
  public CompletableResultCode forceFlush() {
    export();
    return underWay;
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }

  @Override
  public AggregationTemporality getAggregationTemporality(InstrumentType type) {
    return exporter.getAggregationTemporality(type);
  }

  @Override
  public Aggregation getDefaultAggregation(InstrumentType type) {
    return exporter.getDefaultAggregation(type);
  }
}
