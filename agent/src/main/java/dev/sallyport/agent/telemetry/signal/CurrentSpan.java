package dev.sallyport.agent.telemetry.signal;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.function.Supplier;

/** The span under which the calling thread works, as a {@code traceparent}; empty for none. */
final class CurrentSpan implements Supplier<String> {
  @Override
  public String get() {
    SpanContext span = Span.current().getSpanContext();
    if (!span.isValid()) {
      return "";
    }
    return "00-"
        .concat(span.getTraceId())
        .concat("-")
        .concat(span.getSpanId())
        .concat("-")
        .concat(span.getTraceFlags().asHex());
  }
}
