package dev.sallyport.agent.telemetry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One log record of OpenTelemetry.
 *
 * @param time in nanoseconds since the epoch
 * @param severity from 1 to 24, as the log data model counts it
 * @param word the severity as the sender calls it
 * @param name of the kind of event
 * @param traceparent the W3C trace context that it belongs to, or empty
 */
public record LogEvent(
    long time,
    int severity,
    String word,
    String name,
    String body,
    String traceparent,
    Map<String, String> attributes) {

  public LogEvent {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }
}
