package dev.sallyport.agent.export;

import dev.sallyport.agent.audit.AuditReader;
import dev.sallyport.agent.audit.AuditRecord;
import dev.sallyport.agent.audit.RecordWriter;
import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.record.Origin;
import dev.sallyport.agent.record.Sink;
import dev.sallyport.policy.model.ExportFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Hands each entry to all the places that records go to beside the audit file: written as the file
 * has it, read back, and from that put into the format of each place.
 */
final class Exports implements Sink {
  private final List<Destination> destinations;
  private final RecordWriter writer;
  private final AuditReader reader = new AuditReader();
  private final Map<ExportFormat, RecordFormat> formats = new EnumMap<>(ExportFormat.class);
  private long number;

  /**
   * @param wantsFields whether the carrier wants the fields of a record apart, too
   */
  record Destination(Courier courier, ExportFormat format, boolean wantsFields) {}

  Exports(List<Destination> destinations, Origin origin) {
    this.destinations = List.copyOf(destinations);
    this.writer = new RecordWriter(origin);
    for (Destination destination : destinations) {
      formats.computeIfAbsent(
          destination.format(), format -> RecordFormat.of(format, origin.version()));
    }
  }

  @Override
  public void accept(Entry entry) {
    String line = new String(writer.line(entry), StandardCharsets.UTF_8).stripTrailing();
    AuditRecord record = reader.record(line);
    if (record == null) {
      throw new IllegalStateException("can't read what was written: " + line);
    }
    number++;
    String kind = record.fields().text("kind");
    Severity severity = Severity.of(record);
    Map<ExportFormat, String> texts = new EnumMap<>(ExportFormat.class);
    formats.forEach((format, as) -> texts.put(format, as.text(record)));
    for (Destination to : destinations) {
      Map<String, String> fields = to.wantsFields() ? record.fields().values() : Map.of();
      String text = texts.getOrDefault(to.format(), line);
      to.courier().take(new Exported(number, record.time(), kind, severity, text, fields));
    }
  }

  @Override
  public void flush() {
    // Couriers wait for nothing.
  }

  @Override
  public void close(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    for (Destination destination : destinations) {
      destination.courier().close();
    }
    for (Destination destination : destinations) {
      destination.courier().await(Duration.ofNanos(deadline - System.nanoTime()));
    }
  }
}
