package dev.sallyport.agent.telemetry.signal;

import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.record.Origin;
import dev.sallyport.agent.record.Sink;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Spans and metrics, made by whatever OpenTelemetry there is, which sends them. */
public final class Signals implements Sink {
  /** What each span and metric says it comes from. */
  private static final String SCOPE = "dev.sallyport";

  private final Spans spans;
  private final Metrics metrics;

  private Signals(Spans spans, Metrics metrics) {
    this.spans = spans;
    this.metrics = metrics;
  }

  /**
   * Made by that.
   *
   * @param queued how many entries wait to be recorded
   * @param home the home directory, which spans name {@code ~}; or empty
   */
  public static Signals of(
      OpenTelemetry made, SpanDetail detail, Origin origin, LongSupplier queued, String home) {
    return new Signals(
        new Spans(
            made.getTracerProvider()
                .tracerBuilder(SCOPE)
                .setInstrumentationVersion(origin.version())
                .setSchemaUrl(SpanAttributes.SCHEMA_URL)
                .build(),
            detail,
            origin,
            home),
        new Metrics(
            made.getMeterProvider()
                .meterBuilder(SCOPE)
                .setInstrumentationVersion(origin.version())
                .setSchemaUrl(SpanAttributes.SCHEMA_URL)
                .build(),
            queued));
  }

  /**
   * Made by the one that is global where this class is defined.
   *
   * @param detail the name of a {@link SpanDetail}
   */
  public static Sink global(String detail, Origin origin, LongSupplier queued, String home) {
    return of(GlobalOpenTelemetry.get(), SpanDetail.valueOf(detail), origin, queued, home);
  }

  /** Tells the span of a thread, likewise. */
  public static Supplier<String> currentSpan() {
    return new CurrentSpan();
  }

  @Override
  public void accept(Entry entry) {
    metrics.accept(entry);
    spans.accept(entry);
  }

  @Override
  public void flush() {}

  /** Ends what has not ended. */
  @Override
  public void close(Duration limit) {
    spans.close();
    metrics.close();
  }
}
