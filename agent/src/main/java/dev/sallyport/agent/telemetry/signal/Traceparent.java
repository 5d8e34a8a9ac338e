package dev.sallyport.agent.telemetry.signal;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the trace context of a call as W3C Trace Context, level 1, has it.
 *
 * @param traceparent as it was sent
 * @param tracestate what belongs to it, or empty
 */
record Traceparent(String traceparent, String tracestate) {
  private static final TextMapGetter<Traceparent> FIELDS =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Traceparent carrier) {
          return List.of("traceparent", "tracestate");
        }

        @Override
        public @Nullable String get(@Nullable Traceparent carrier, String key) {
          if (carrier == null) {
            return null;
          }
          String text = key.equals("traceparent") ? carrier.traceparent : carrier.tracestate;
          return text.isEmpty() ? null : text;
        }
      };

  /** The context to put spans under: that of the caller, or the root where it is not valid. */
  Context context() {
    return W3CTraceContextPropagator.getInstance().extract(Context.root(), this, FIELDS);
  }

  /** The span that is meant; not a valid one where there is none. */
  static SpanContext span(Context context) {
    return Span.fromContext(context).getSpanContext();
  }
}
