package dev.sallyport.agent.telemetry;

import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporterBuilder;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** OpenTelemetry's own OTLP exporters, sending through {@link OtlpSender}. */
final class OtlpExport {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

  private OtlpExport() {}

  static SpanExporter spans(OtlpEndpoint endpoint, ThreadFactory threads, PrintStream err) {
    OtlpHttpSpanExporterBuilder builder =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(endpoint.url())
            .setConnectTimeout(CONNECT_LIMIT)
            .setTimeout(endpoint.timeout())
            .setCompression(compression(endpoint))
            .setComponentLoader(new OnlySender("spans", err))
            .setExecutorService(oneThread(threads));
    endpoint.headers().forEach(builder::addHeader);
    return builder.build();
  }

  static MetricExporter metrics(OtlpEndpoint endpoint, ThreadFactory threads, PrintStream err) {
    OtlpHttpMetricExporterBuilder builder =
        OtlpHttpMetricExporter.builder()
            .setEndpoint(endpoint.url())
            .setConnectTimeout(CONNECT_LIMIT)
            .setTimeout(endpoint.timeout())
            .setCompression(compression(endpoint))
            .setComponentLoader(new OnlySender("metrics", err))
            .setExecutorService(oneThread(threads));
    endpoint.headers().forEach(builder::addHeader);
    return builder.build();
  }

  private static String compression(OtlpEndpoint endpoint) {
    return endpoint.gzip() ? "gzip" : "none";
  }

  private static ThreadPoolExecutor oneThread(ThreadFactory threads) {
    return new ThreadPoolExecutor(0, 1, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
  }

  /** Finds our sender where OpenTelemetry would look through the class path for one. */
  private record OnlySender(String what, PrintStream err) implements ComponentLoader {
    @Override
    public <T> Iterable<T> load(Class<T> service) {
      if (service != HttpSenderProvider.class) {
        return List.of();
      }
      HttpSenderProvider provider = config -> new OtlpSender(config, what, err);
      return List.of(service.cast(provider));
    }
  }
}
