package dev.sallyport.agent.export;

import dev.sallyport.agent.record.Times;
import dev.sallyport.agent.telemetry.LogEvent;
import dev.sallyport.agent.telemetry.OtlpLogs;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends records to a collector as log records of OpenTelemetry. Their attributes are the fields of
 * the audit file, called as in spans.
 */
record OtlpCarrier(OtlpLogs logs) implements Carrier {
  private static final Map<String, String> NAMES =
      Map.of(
          "id", "sallyport.decision",
          "policy", "sallyport.policy.digest",
          "principal.tool", "gen_ai.tool.name",
          "principal.prompt", "gen_ai.prompt.name",
          "principal.resource", "mcp.resource.uri",
          "principal.virtual", "sallyport.tool.virtual",
          "principal.phase", "sallyport.phase",
          "tool", "gen_ai.tool.name",
          "prompt", "gen_ai.prompt.name",
          "resource", "mcp.resource.uri");

  @Override
  public void carry(List<Exported> records) throws IOException {
    List<LogEvent> events = new ArrayList<>(records.size());
    for (Exported record : records) {
      events.add(event(record));
    }
    logs.send(events);
  }

  @Override
  public void close() {
    logs.close();
  }

  private static LogEvent event(Exported record) {
    Map<String, String> attributes = new LinkedHashMap<>();
    record
        .fields()
        .forEach(
            (path, value) -> {
              if (!path.equals("time") && !path.equals("kind")) {
                attributes.put(NAMES.getOrDefault(path, "sallyport." + path), value);
              }
            });
    return new LogEvent(
        nanos(record.time()),
        record.severity().otel(),
        record.severity().caption(),
        "sallyport." + record.kind(),
        record.text(),
        record.fields().getOrDefault("traceparent", ""),
        attributes);
  }

  private static long nanos(String time) {
    try {
      return Times.nanos(Instant.parse(time));
    } catch (DateTimeParseException byAnotherVersion) {
      return 0;
    }
  }
}
