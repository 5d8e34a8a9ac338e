package dev.sallyport.agent.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sallyport.policy.check.Inventory.Argument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer to {@code tools/list}, as a client gets it: the whole message, its result, or the list
 * alone.
 */
final class ToolListing {
  /** What restricts a text beyond being one. */
  private static final List<String> RESTRICTIONS = List.of("enum", "const", "pattern", "format");

  private ToolListing() {}

  /** The arguments of each tool, by its name. */
  static Map<String, List<Argument>> read(Path file) throws IOException {
    Object answer;
    try (JsonParser in = new JsonFactory().createParser(Files.readAllBytes(file))) {
      answer = value(in, in.nextToken());
    } catch (IOException e) {
      throw new IOException("can't read " + file + " as JSON", e);
    }
    Object result = member(answer, "result");
    Object listed = member(result == null ? answer : result, "tools");
    if (!((listed == null ? answer : listed) instanceof List<?> tools)) {
      throw new IOException(file + " lists no tools");
    }
    Map<String, List<Argument>> arguments = new LinkedHashMap<>();
    for (Object tool : tools) {
      if (member(tool, "name") instanceof String name) {
        arguments.put(name, arguments(member(tool, "inputSchema")));
      }
    }
    return arguments;
  }

  private static List<Argument> arguments(@Nullable Object schema) {
    List<Argument> arguments = new ArrayList<>();
    if (member(schema, "properties") instanceof Map<?, ?> properties) {
      for (Map.Entry<?, ?> property : properties.entrySet()) {
        arguments.add(argument(property.getKey().toString(), property.getValue()));
      }
    }
    return arguments;
  }

  private static Argument argument(String name, @Nullable Object schema) {
    Object type = member(schema, "type");
    boolean free = type == null || type.equals("string");
    for (String restriction : RESTRICTIONS) {
      free &= member(schema, restriction) == null;
    }
    List<String> values = new ArrayList<>();
    if (member(schema, "enum") instanceof List<?> listed) {
      listed.forEach(value -> values.add(String.valueOf(value)));
    }
    return new Argument(name, free, values);
  }

  private static @Nullable Object member(@Nullable Object object, String name) {
    return object instanceof Map<?, ?> members ? members.get(name) : null;
  }

  /** Bounded in depth by the parser itself. */
  private static @Nullable Object value(JsonParser in, @Nullable JsonToken token)
      throws IOException {
    if (token == JsonToken.START_OBJECT) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        members.put(name, value(in, in.nextToken()));
      }
      return members;
    }
    if (token == JsonToken.START_ARRAY) {
      List<@Nullable Object> items = new ArrayList<>();
      for (JsonToken item = in.nextToken(); item != JsonToken.END_ARRAY; item = in.nextToken()) {
        items.add(value(in, item));
      }
      return items;
    }
    if (token == null) {
      throw new IOException("the text ends early");
    }
    return token == JsonToken.VALUE_NULL ? null : in.getText();
  }
}
