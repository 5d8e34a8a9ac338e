package dev.sallyport.agent.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.sallyport.agent.doctor.server.Declared;
import dev.sallyport.agent.doctor.server.Part;
import dev.sallyport.agent.doctor.server.Surveyed;
import dev.sallyport.agent.doctor.server.Tried;
import dev.sallyport.agent.doctor.server.Unread;
import dev.sallyport.agent.weave.Hook;
import java.io.IOException;
import java.io.PrintWriter;

/** What the doctor says of a server's files, for programs; docs/doctor.md has the shape. */
record ServerJson(Surveyed surveyed) {

  void print(PrintWriter out) throws IOException {
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json = factory.createGenerator(out).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeNumberField("classes", surveyed.classes());
      json.writeNumberField("findings", surveyed.findings());
      json.writeArrayFieldStart("frameworks");
      for (Part part : surveyed.frameworks()) {
        write(part, json);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("without-tool-calls");
      for (String framework : surveyed.withoutToolCalls()) {
        json.writeString(framework);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("dispatch");
      for (Declared point : surveyed.declared()) {
        write(point, json);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("libraries");
      for (Part part : surveyed.libraries()) {
        write(part, json);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("unread");
      for (Unread one : surveyed.unread()) {
        json.writeStartObject();
        json.writeStringField("place", one.place());
        json.writeStringField("text", one.text());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    out.println();
  }

  private static void write(Part part, JsonGenerator json) throws IOException {
    json.writeStartObject();
    if (!part.framework().isEmpty()) {
      json.writeStringField("name", part.framework());
    }
    json.writeStringField("place", part.place());
    json.writeNumberField("hooks", part.tried().stream().filter(Tried::found).count());
    json.writeArrayFieldStart("missing");
    for (Tried tried : part.missing()) {
      json.writeStartObject();
      writeMethod(tried.hook(), json);
      json.writeStringField("detail", tried.why());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(Declared point, JsonGenerator json) throws IOException {
    json.writeStartObject();
    writeMethod(point.hook(), json);
    json.writeBooleanField("found", point.isFound());
    if (!point.place().isEmpty()) {
      json.writeStringField("place", point.place());
    }
    if (!point.isFound()) {
      json.writeStringField("detail", point.why());
    }
    json.writeEndObject();
  }

  private static void writeMethod(Hook hook, JsonGenerator json) throws IOException {
    json.writeStringField("class", hook.owner().replace('/', '.'));
    json.writeStringField("method", hook.method() + hook.descriptor());
  }
}
