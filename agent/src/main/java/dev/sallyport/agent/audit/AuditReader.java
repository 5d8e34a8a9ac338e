package dev.sallyport.agent.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads an audit file line by line. Fields that it does not know are passed over. */
public final class AuditReader {
  /** In characters; longer than any record, so that what is none does not fill the memory. */
  static final int LONGEST_LINE = 1 << 24;

  private static final int BLOCK = 1 << 13;

  /** Most records have fewer fields than fill half of it. */
  private static final int FIELDS = 64;

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
  public Damage read(Reader in, Consumer<AuditRecord> consumer) throws IOException {
    char[] block = new char[BLOCK];
    StringBuilder line = new StringBuilder();
    int number = 0;
    int unreadable = 0;
    int first = 0;
    boolean tooLong = false;
    for (int count = in.read(block); count >= 0; count = in.read(block)) {
      int from = 0;
      for (int at = 0; at < count; at++) {
        if (block[at] != '\n') {
          continue;
        }
        tooLong |= !append(block, from, at, line);
        from = at + 1;
        number++;
        if (tooLong || !readLine(line.toString(), consumer)) {
          unreadable++;
          first = first == 0 ? number : first;
        }
        line.setLength(0);
        tooLong = false;
      }
      tooLong |= !append(block, from, count, line);
    }
    boolean torn = tooLong || !readLine(line.toString(), consumer);
    return new Damage(unreadable, first, torn);
  }

  /** Whether there was room for all of it. */
  private static boolean append(char[] block, int from, int to, StringBuilder line) {
    int room = LONGEST_LINE - line.length();
    line.append(block, from, Math.min(room, to - from));
    return to - from <= room;
  }

  private boolean readLine(String line, Consumer<AuditRecord> consumer) {
    if (line.isBlank()) {
      return true;
    }
    AuditRecord record = record(line);
    if (record == null) {
      return false;
    }
    consumer.accept(record);
    return true;
  }

  /** The record of one line; null where it is none. */
  public @Nullable AuditRecord record(String line) {
    Fields fields;
    try {
      fields = new Fields(fields(line));
    } catch (IOException noJson) {
      return null;
    }
    return fields.has("kind") && fields.has("time") ? record(line, fields) : null;
  }

  /** The scalars of an object by their path, such as {@code principal.tool}. */
  Map<String, String> fields(String line) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>(FIELDS);
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
      // The parser has one string for a name, which knows its hash.
      String path = prefix.isEmpty() ? in.currentName() : prefix + in.currentName();
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

  private static AuditRecord record(String line, Fields fields) {
    return switch (fields.text("kind")) {
      case "decision" ->
          new AuditRecord.Decision(line, fields, Math.max(1, (int) fields.number("times")));
      case "call" -> new AuditRecord.Call(line, fields);
      default -> new AuditRecord.State(line, fields);
    };
  }
}
