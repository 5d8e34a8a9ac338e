package dev.sallyport.agent.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sallyport.agent.record.Asker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads an audit file line by line. Fields that it does not know are passed over. */
public final class AuditReader {
  private static final String DETAILS = "details.";
  private static final String PRINCIPAL = "principal.";

  /** What a client may have called. */
  private static final List<String> KINDS = List.of("tool", "resource", "prompt");

  private final JsonFactory json = new JsonFactory();

  /**
   * What could not be read.
   *
   * @param unreadable lines that are no records
   * @param first the number of the first of them; 0 where there are none
   * @param torn whether the last line breaks off, as it does when the process was killed
   */
  public record Damage(int unreadable, int first, boolean torn) {
    public boolean any() {
      return unreadable > 0 || torn;
    }
  }

  /** Hands each record to the consumer, in the order of the file. */
  public Damage read(Reader from, Consumer<AuditRecord> consumer) throws IOException {
    BufferedReader in = new BufferedReader(from);
    StringBuilder line = new StringBuilder();
    int number = 0;
    int unreadable = 0;
    int first = 0;
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next != '\n') {
        line.append((char) next);
        continue;
      }
      number++;
      if (!readLine(line.toString(), consumer)) {
        unreadable++;
        first = first == 0 ? number : first;
      }
      line.setLength(0);
    }
    boolean torn = !readLine(line.toString(), consumer);
    return new Damage(unreadable, first, torn);
  }

  private boolean readLine(String line, Consumer<AuditRecord> consumer) {
    if (line.isBlank()) {
      return true;
    }
    Map<String, String> fields;
    try {
      fields = fields(line);
    } catch (IOException noJson) {
      return false;
    }
    if (!fields.containsKey("kind") || !fields.containsKey("time")) {
      return false;
    }
    consumer.accept(record(line, fields));
    return true;
  }

  /** The scalars of an object by their path, such as {@code principal.tool}. */
  private Map<String, String> fields(String line) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    try (JsonParser in = json.createParser(line)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return fields;
      }
      addFields("", in, fields);
    }
    return fields;
  }

  private static void addFields(String prefix, JsonParser in, Map<String, String> fields)
      throws IOException {
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String path = prefix + in.currentName();
      JsonToken value = in.nextToken();
      if (value == JsonToken.START_OBJECT) {
        addFields(path + '.', in, fields);
      } else if (value == JsonToken.START_ARRAY) {
        addItems(path, in, fields);
      } else if (value != null && value.isScalarValue()) {
        fields.put(path, in.getText());
      }
    }
    if (in.currentToken() != JsonToken.END_OBJECT) {
      throw new IOException("the object does not end");
    }
  }

  /** The texts of a list by their places, such as {@code caller.roles[0]}. */
  private static void addItems(String path, JsonParser in, Map<String, String> fields)
      throws IOException {
    int index = 0;
    for (JsonToken item = in.nextToken(); item != JsonToken.END_ARRAY; item = in.nextToken()) {
      if (item == null) {
        throw new IOException("the list does not end");
      }
      if (item.isScalarValue()) {
        fields.put(path + "[" + index + "]", in.getText());
      } else {
        in.skipChildren();
      }
      index++;
    }
  }

  private static List<String> items(String path, Map<String, String> fields) {
    List<String> items = new ArrayList<>();
    for (int i = 0; fields.containsKey(path + "[" + i + "]"); i++) {
      items.add(text(path + "[" + i + "]", fields));
    }
    return items;
  }

  private static AuditRecord record(String line, Map<String, String> fields) {
    String kind = text("kind", fields);
    return switch (kind) {
      case "decision" -> decision(line, fields);
      case "call" ->
          new AuditRecord.Call(
              line,
              text("time", fields),
              text("call", fields),
              text("outcome", fields),
              number(text("durationNanos", fields)));
      default -> new AuditRecord.State(line, text("time", fields), kind, details(fields));
    };
  }

  private static AuditRecord decision(String line, Map<String, String> fields) {
    String kind = "";
    for (String candidate : KINDS) {
      kind = fields.containsKey(PRINCIPAL + candidate) ? candidate : kind;
    }
    return new AuditRecord.Decision(
        line,
        text("time", fields),
        text("id", fields),
        text("call", fields),
        kind,
        text(PRINCIPAL + kind, fields),
        text(PRINCIPAL + "virtual", fields),
        text(PRINCIPAL + "phase", fields),
        text("gate", fields),
        text("operation", fields),
        text("target", fields),
        text("verdict", fields),
        text("reason", fields),
        text("rule", fields),
        text("action", fields),
        text("late", fields).equals("true"),
        Math.max(1, (int) number(text("times", fields))),
        text("credential", fields),
        new AuditRecord.Shadowed(
            text("shadow.verdict", fields),
            text("shadow.reason", fields),
            text("shadow.rule", fields)),
        new Asker(
            text("caller.subject", fields),
            items("caller.roles", fields),
            text("caller.tenant", fields),
            text("caller.agent", fields),
            text("caller.by", fields),
            text("session", fields)));
  }

  private static Map<String, String> details(Map<String, String> fields) {
    Map<String, String> details = new LinkedHashMap<>();
    fields.forEach(
        (path, value) -> {
          if (path.startsWith(DETAILS)) {
            details.put(path.substring(DETAILS.length()), value);
          }
        });
    return details;
  }

  private static String text(String path, Map<String, String> fields) {
    return fields.getOrDefault(path, "");
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException laterVersion) {
      return 0;
    }
  }
}
