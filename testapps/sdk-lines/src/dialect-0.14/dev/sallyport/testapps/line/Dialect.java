package dev.sallyport.testapps.line;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.JsonSchema;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.List;
import java.util.Map;

/** 0.13 to 0.17: JSON is behind an interface that knows its default. */
final class Dialect {
  private Dialect() {}

  static StdioServerTransportProvider transport() {
    return new StdioServerTransportProvider(McpJsonMapper.getDefault());
  }

  static Tool definition(Tools tool) {
    Map<String, Object> properties = Map.of(tool.argument, Map.of("type", "string"));
    return Tool.builder()
        .name(tool.title)
        .description(tool.description)
        .inputSchema(new JsonSchema("object", properties, List.of(tool.argument), null, null, null))
        .build();
  }

  static CallToolResult result(String text) {
    return CallToolResult.builder().addTextContent(text).isError(false).build();
  }
}
