package dev.sallyport.agent.telemetry;

import dev.sallyport.agent.record.Origin;
import dev.sallyport.agent.record.Sink;
import dev.sallyport.agent.record.SinkSource;
import dev.sallyport.agent.telemetry.signal.SpanDetail;
import java.io.PrintStream;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens the sink for spans and metrics, which is when OpenTelemetry is loaded: some hundred
 * milliseconds. Beside another agent, which may be OpenTelemetry's and may start after this one, it
 * is only found out later which it is.
 *
 * @param target where they go by an OpenTelemetry of our own; null where nothing says
 * @param detail the name of which decisions become spans
 * @param others whether the JVM has other agents
 * @param ambient is told where to ask
 * @param queued how many entries wait to be recorded
 * @param home the home directory, or empty
 * @param threads makes those that send, which must be exempt from the gates
 * @param err gets one line each time that the collector can't be reached any more
 */
public record TelemetrySource(
    @Nullable OtlpTarget target,
    String detail,
    Origin origin,
    boolean others,
    Ambient ambient,
    LongSupplier queued,
    String home,
    ThreadFactory threads,
    PrintStream err)
    implements SinkSource {

  @Override
  public Sink open() {
    return others ? new Undecided(this) : own();
  }

  /** By an OpenTelemetry of our own, or not at all. */
  Sink own() {
    if (target == null) {
      return new Nowhere();
    }
    return new OwnSdk(
        target.traces() == null ? null : OtlpExport.spans(target.traces(), threads, err),
        target.metrics() == null ? null : OtlpExport.metrics(target.metrics(), threads, err),
        target,
        SpanDetail.valueOf(detail),
        origin,
        queued,
        home);
  }
}
