package dev.sallyport.agent.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.sallyport.agent.replay.Change;
import dev.sallyport.agent.replay.GrantText;
import dev.sallyport.agent.replay.Replayed;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** What a policy would change, for programs; docs/commands.md has the shape. */
record ReplayJson(Replayed replayed) {

  void print(PrintWriter out) throws IOException {
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json = factory.createGenerator(out).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      write("refused", replayed.refused(), json);
      write("allowed", replayed.allowed(), json);
      json.writeNumberField("same", replayed.same());
      write("untold", replayed.untold(), json);
      json.writeEndObject();
    }
    out.println();
  }

  private static void write(String field, List<Change> changes, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (Change change : changes) {
      json.writeStartObject();
      json.writeStringField("kind", change.of().kind());
      json.writeStringField("name", change.of().name());
      json.writeStringField("rule", change.rule());
      json.writeStringField("reason", change.reason());
      json.writeNumberField("count", change.count());
      write("examples", change.examples(), json);
      GrantText grant = change.grant();
      if (grant != null) {
        json.writeObjectFieldStart("grant");
        json.writeStringField("under", grant.under());
        json.writeArrayFieldStart("yaml");
        for (String line : grant.lines()) {
          json.writeString(line);
        }
        json.writeEndArray();
        json.writeNumberField("more", grant.more());
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(String field, Map<String, Long> counts, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(field);
    for (Map.Entry<String, Long> count : counts.entrySet()) {
      json.writeNumberField(count.getKey(), count.getValue());
    }
    json.writeEndObject();
  }
}
