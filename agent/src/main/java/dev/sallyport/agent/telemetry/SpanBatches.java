package dev.sallyport.agent.telemetry;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Gathers ended spans and exports them, one batch at a time. OpenTelemetry's batch processor does
 * the same on a thread that it makes itself, which the gates would not exempt. While a collector is
 * away, spans over the limit are lost; the audit file has what they said.
 */
final class SpanBatches implements SpanProcessor {
  private static final int BATCH = 512;
  private static final int MOST_WAITING = 4096;
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

  private final SpanExporter exporter;
  private final List<SpanData> waiting = new ArrayList<>();
  private CompletableResultCode underWay = CompletableResultCode.ofSuccess();
  private long exportedAt = System.nanoTime();

  SpanBatches(SpanExporter exporter) {
    this.exporter = exporter;
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (waiting.size() < MOST_WAITING) {
      waiting.add(span.toSpanData());
    }
    if (waiting.size() >= BATCH) {
      exportNext();
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  /** Exports what waits if it is a batch, or the last export was long enough ago. */
  void exportIfDue() {
    if (waiting.size() >= BATCH || System.nanoTime() - exportedAt >= INTERVAL) {
      exportNext();
    }
  }

  /** Exports all that waits, as far as the time allows. */
  void close(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    do {
      underWay.join(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      exportNext();
    } while (!waiting.isEmpty() && deadline - System.nanoTime() > 0);
    underWay.join(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    CompletableResultCode unused = exporter.shutdown();
  }

  private void exportNext() {
    if (waiting.isEmpty() || !underWay.isDone()) {
      return;
    }
    List<SpanData> next = waiting.subList(0, Math.min(BATCH, waiting.size()));
    underWay = exporter.export(List.copyOf(next));
    next.clear();
    exportedAt = System.nanoTime();
  }
}
