package dev.sallyport.agent.telemetry;

import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** OpenTelemetry's own OTLP exporter, sending through {@link OtlpSender}. */
final class OtlpExport {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration TIME_LIMIT = Duration.ofSeconds(10);

  private OtlpExport() {}

  static SpanExporter exporter(OtlpTarget target, ThreadFactory threads, PrintStream err) {
    OtlpHttpSpanExporterBuilder builder =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(target.endpoint())
            .setConnectTimeout(CONNECT_LIMIT)
            .setTimeout(TIME_LIMIT)
            .setComponentLoader(new OnlySender(err))
            .setExecutorService(oneThread(threads));
    target.headers().forEach(builder::addHeader);
    return builder.build();
  }

  private static ThreadPoolExecutor oneThread(ThreadFactory threads) {
    return new ThreadPoolExecutor(0, 1, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
  }

  /** Finds our sender where OpenTelemetry would look through the class path for one. */
  private record OnlySender(PrintStream err) implements ComponentLoader {
    @Override
    public <T> Iterable<T> load(Class<T> service) {
      if (service != HttpSenderProvider.class) {
        return List.of();
      }
      HttpSenderProvider provider = config -> new OtlpSender(config, err);
      return List.of(service.cast(provider));
    }
  }
}
