package dev.sallyport.agent.telemetry;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the {@code traceparent} of a call as W3C Trace Context, level 1, has it. */
final class Traceparent {
  private static final TextMapGetter<String> ONLY_FIELD =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String carrier) {
          return List.of("traceparent");
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String key) {
          return key.equals("traceparent") ? carrier : null;
        }
      };

  private Traceparent() {}

  /** The context to put spans under: that of the caller, or the root where it is not valid. */
  static Context context(String traceparent) {
    return W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, ONLY_FIELD);
  }
}
