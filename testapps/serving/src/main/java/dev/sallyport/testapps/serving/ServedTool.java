package dev.sallyport.testapps.serving;

import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A tool and the code that answers it, before the choice of sync, async or stateless.
 *
 * @param definition what {@code tools/list} shows
 * @param body answers one call; may block and may throw
 */
public record ServedTool(Tool definition, Function<CallToolRequest, CallToolResult> body) {

  /** Begins a tool that takes no arguments until some are added. */
  public static Definition named(String name, String description) {
    return new Definition(name, description);
  }

  /** A tool whose input schema is being written; all its arguments are strings. */
  public static final class Definition {
    private final String name;
    private final String description;
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();

    private Definition(String name, String description) {
      this.name = name;
      this.description = description;
    }

    /** Adds an argument that every call has to give. */
    public Definition requires(String argument, String meaning) {
      required.add(argument);
      return accepts(argument, meaning);
    }

    /** Adds an argument that a call may give. */
    public Definition accepts(String argument, String meaning) {
      // Sorted, because Map.of iterates in another order in every JVM, and runs are compared.
      properties.put(argument, new TreeMap<>(Map.of("type", "string", "description", meaning)));
      return this;
    }

    /** Ends the definition with the code behind it. */
    public ServedTool answeredBy(Function<CallToolRequest, CallToolResult> body) {
      Map<String, Object> schema = new LinkedHashMap<>();
      schema.put("type", "object");
      schema.put("properties", properties);
      schema.put("required", required);
      return new ServedTool(Tool.builder(name, schema).description(description).build(), body);
    }
  }
}
