package dev.sallyport.agent.telemetry;

import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.record.Origin;
import dev.sallyport.agent.record.Sink;
import dev.sallyport.agent.telemetry.signal.Signals;
import dev.sallyport.agent.telemetry.signal.SpanDetail;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.resources.ResourceBuilder;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Spans and metrics by an OpenTelemetry of our own. Every trace is kept whatever its sampled flag
 * says: a caller could otherwise switch off what is said of it.
 */
final class OwnSdk implements Sink {
  private static final AttributeKey<String> VERSION = AttributeKey.stringKey("sallyport.version");
  private static final AttributeKey<String> PROCESS = AttributeKey.stringKey("sallyport.process");
  private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");

  private final @Nullable SpanBatches spans;
  private final @Nullable MetricBatches metrics;
  private final OpenTelemetrySdk sdk;
  private final Signals signals;

  /**
   * One that exports through these.
   *
   * @param spanExporter null where spans are not exported
   * @param metricExporter null where metrics are not exported
   */
  OwnSdk(
      @Nullable SpanExporter spanExporter,
      @Nullable MetricExporter metricExporter,
      OtlpTarget target,
      SpanDetail detail,
      Origin origin,
      LongSupplier queued,
      String home) {
    ResourceBuilder named = Resource.getDefault().toBuilder();
    target.resource().forEach(named::put);
    Resource resource =
        named
            .put(SERVICE, target.service().isEmpty() ? origin.server() : target.service())
            .put(VERSION, origin.version())
            .put(PROCESS, origin.process())
            .build();
    this.spans = spanExporter == null ? null : new SpanBatches(spanExporter);
    this.metrics =
        metricExporter == null ? null : new MetricBatches(metricExporter, target.metricInterval());
    SdkTracerProviderBuilder tracers =
        SdkTracerProvider.builder().setResource(resource).setSampler(sampler(target.sampled()));
    if (spans == null) {
      tracers.setSampler(Sampler.alwaysOff());
    } else {
      tracers.addSpanProcessor(spans);
    }
    SdkMeterProviderBuilder meters = SdkMeterProvider.builder().setResource(resource);
    if (metrics != null) {
      meters.registerMetricReader(metrics);
    }
    this.sdk =
        OpenTelemetrySdk.builder()
            .setTracerProvider(tracers.build())
            .setMeterProvider(meters.build())
            .build();
    this.signals = Signals.of(sdk, detail, origin, queued, home);
  }

  private static Sampler sampler(double sampled) {
    return sampled >= 1 ? Sampler.alwaysOn() : Sampler.traceIdRatioBased(sampled);
  }

  @Override
  public void accept(Entry entry) {
    signals.accept(entry);
  }

  @Override
  public void flush() {
    if (spans != null) {
      spans.exportIfDue();
    }
    if (metrics != null) {
      metrics.exportIfDue();
    }
  }

  @Override
  public void close(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    // What is observed is asked for a last time before it is given up.
    CompletableResultCode last =
        metrics == null ? CompletableResultCode.ofSuccess() : metrics.forceFlush();
    signals.close(limit);
    if (spans != null) {
      spans.close(limit);
    }
    last.join(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    CompletableResultCode unused = sdk.shutdown();
  }
}
