package dev.sallyport.agent.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.sallyport.agent.audit.AuditRecord;
import dev.sallyport.agent.audit.AuditRecord.Decision;
import dev.sallyport.agent.lineage.Lineage;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls with their records as they are in the file, for programs; docs/incidents.md has the shape.
 *
 * @param ofServer a decision that no call caused
 */
record LineageJson(@Nullable Decision ofServer, List<Lineage> calls) {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  void print(PrintWriter out) throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(out).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      if (ofServer != null) {
        json.writeFieldName("server");
        copy(ofServer, json);
      }
      json.writeArrayFieldStart("calls");
      for (Lineage call : calls) {
        json.writeStartObject();
        json.writeStringField("call", call.id());
        if (!call.trace().isEmpty()) {
          json.writeStringField("trace", call.trace());
        }
        json.writeArrayFieldStart("records");
        for (AuditRecord record : call.records()) {
          copy(record, json);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("missing");
        for (String missing : call.missing()) {
          json.writeString(missing);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    out.println();
  }

  /** A line may go on after its object, so it is not copied as text. */
  private static void copy(AuditRecord record, JsonGenerator json) throws IOException {
    try (JsonParser line = FACTORY.createParser(record.line())) {
      line.nextToken();
      json.copyCurrentStructure(line);
    }
  }
}
