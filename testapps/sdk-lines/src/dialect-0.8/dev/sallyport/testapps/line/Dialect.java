package dev.sallyport.testapps.line;

import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.List;

/** 0.8 to 0.10: a transport makes sessions, a schema is text. */
final class Dialect {
  private Dialect() {}

  static StdioServerTransportProvider transport() {
    return new StdioServerTransportProvider();
  }

  static Tool definition(Tools tool) {
    return new Tool(
        tool.title,
        tool.description,
        """
        {"type":"object","properties":{"%1$s":{"type":"string"}},"required":["%1$s"]}"""
            .formatted(tool.argument));
  }

  static CallToolResult result(String text) {
    return new CallToolResult(List.of(new TextContent(text)), false);
  }
}
