package dev.sallyport.testapps.line;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** 2.x: a schema is a map, builders begin with what is required. */
final class Dialect {
  private Dialect() {}

  static StdioServerTransportProvider transport() {
    return new StdioServerTransportProvider(McpJsonDefaults.getMapper());
  }

  static Tool definition(Tools tool) {
    // Sorted, because Map.of iterates in another order in every JVM, and runs are compared.
    Map<String, Object> schema =
        new TreeMap<>(
            Map.of(
                "type", "object",
                "properties", Map.of(tool.argument, Map.of("type", "string")),
                "required", List.of(tool.argument)));
    return Tool.builder(tool.title, schema).description(tool.description).build();
  }

  static CallToolResult result(String text) {
    return CallToolResult.builder(List.of(TextContent.builder(text).build())).build();
  }
}
