package dev.sallyport.agent.telemetry;

import dev.sallyport.agent.record.Origin;
import dev.sallyport.agent.record.Sink;
import dev.sallyport.agent.record.SinkSource;
import java.io.PrintStream;
import java.util.concurrent.ThreadFactory;

/**
 * Opens the sink for spans, which is when OpenTelemetry is loaded: some hundred milliseconds.
 *
 * @param threads makes the one thread that sends, which must be exempt from the gates
 * @param err gets one line each time that the collector can't be reached any more
 */
public record SpanSource(
    OtlpTarget target, SpanDetail detail, Origin origin, ThreadFactory threads, PrintStream err)
    implements SinkSource {

  @Override
  public Sink open() {
    String service = target.service().isEmpty() ? origin.server() : target.service();
    return new Spans(OtlpExport.exporter(target, threads, err), detail, origin, service);
  }
}
