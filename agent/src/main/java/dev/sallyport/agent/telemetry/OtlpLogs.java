package dev.sallyport.agent.telemetry;

import dev.sallyport.agent.record.Origin;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.resources.Resource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends log records by OTLP over HTTP with OpenTelemetry's own exporter, on the calling thread,
 * which is one that the gates let through. Making one loads OpenTelemetry.
 */
public final class OtlpLogs implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

  private final OtlpLogTarget target;
  private final LogRecordExporter exporter;
  private final Gathering gathered = new Gathering();
  private final SdkLoggerProvider provider;
  private final Logger logger;
  private final OnlySender senders = new OnlySender();

  public OtlpLogs(OtlpLogTarget target, Origin origin) {
    this.target = target;
    this.exporter = exporter(target.endpoint(), senders);
    String service = target.service().isEmpty() ? origin.server() : target.service();
    this.provider =
        SdkLoggerProvider.builder()
            .setResource(
                Resource.getDefault().toBuilder()
                    .put("service.name", service)
                    .put("sallyport.version", origin.version())
                    .put("sallyport.process", origin.process())
                    .build())
            .addLogRecordProcessor(gathered)
            .build();
    this.logger =
        provider.loggerBuilder("dev.sallyport").setInstrumentationVersion(origin.version()).build();
  }

  /**
   * Sends log records and waits for the answer.
   *
   * @throws IOException if the collector does not take them
   */
  public void send(List<LogEvent> events) throws IOException {
    for (LogEvent event : events) {
      emit(event);
    }
    CompletableResultCode sent = exporter.export(gathered.take());
    sent.join(target.endpoint().timeout().plus(CONNECT_LIMIT).toMillis(), TimeUnit.MILLISECONDS);
    if (!sent.isSuccess()) {
      throw new IOException(target + " does not take them: " + senders.why());
    }
  }

  @Override
  public void close() {
    provider.close();
    CompletableResultCode unused = exporter.shutdown();
  }

  private void emit(LogEvent event) {
    AttributesBuilder attributes = Attributes.builder();
    event.attributes().forEach(attributes::put);
    logger
        .logRecordBuilder()
        .setContext(context(event.traceparent()))
        .setTimestamp(event.time(), TimeUnit.NANOSECONDS)
        .setSeverity(severity(event.severity()))
        .setSeverityText(event.word())
        .setEventName(event.name())
        .setBody(event.body())
        .setAllAttributes(attributes.build())
        .emit();
  }

  private static Severity severity(int number) {
    for (Severity severity : Severity.values()) {
      if (severity.getSeverityNumber() == number) {
        return severity;
      }
    }
    return Severity.UNDEFINED_SEVERITY_NUMBER;
  }

  /** The trace of the caller; none where what it sent is not valid. */
  private static Context context(String traceparent) {
    String[] parts = traceparent.split("-", 4);
    if (parts.length < 4) {
      return Context.root();
    }
    return Context.root()
        .with(
            Span.wrap(
                SpanContext.createFromRemoteParent(
                    parts[1], parts[2], TraceFlags.getSampled(), TraceState.getDefault())));
  }

  private static LogRecordExporter exporter(OtlpEndpoint endpoint, ComponentLoader senders) {
    OtlpHttpLogRecordExporterBuilder builder =
        OtlpHttpLogRecordExporter.builder()
            .setEndpoint(endpoint.url())
            .setConnectTimeout(CONNECT_LIMIT)
            .setTimeout(endpoint.timeout())
            .setCompression(endpoint.gzip() ? "gzip" : "none")
            .setComponentLoader(senders);
    endpoint.headers().forEach(builder::addHeader);
    return builder.build();
  }

  /** Keeps what is logged until it is sent. */
  private static final class Gathering implements LogRecordProcessor {
    private final List<LogRecordData> records = new ArrayList<>();

    @Override
    public void onEmit(Context context, ReadWriteLogRecord record) {
      records.add(record.toLogRecordData());
    }

    List<LogRecordData> take() {
      List<LogRecordData> taken = List.copyOf(records);
      records.clear();
      return taken;
    }
  }

  /** Finds our sender where OpenTelemetry would look through the class path for one. */
  private static final class OnlySender implements ComponentLoader {
    private final List<DirectSender> made = new ArrayList<>();

    @Override
    public <T> Iterable<T> load(Class<T> service) {
      if (service != HttpSenderProvider.class) {
        return List.of();
      }
      HttpSenderProvider provider =
          config -> {
            DirectSender sender = new DirectSender(config);
            made.add(sender);
            return sender;
          };
      return List.of(service.cast(provider));
    }

    String why() {
      return made.isEmpty() ? "" : made.get(made.size() - 1).why();
    }
  }
}
