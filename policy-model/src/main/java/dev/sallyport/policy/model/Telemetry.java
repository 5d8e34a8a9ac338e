package dev.sallyport.policy.model;

import org.jspecify.annotations.Nullable;

/**
 * Where decisions are sent.
 *
 * @param otlp the endpoint of an OpenTelemetry collector; null where not written
 */
public record Telemetry(@Nullable String otlp, SpanDetail spans) {}
