package dev.sallyport.testapps;

import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tools through the official client, without its builders. */
public final class ToolCalls {
  private ToolCalls() {}

  /**
   * Calls a tool.
   *
   * @throws io.modelcontextprotocol.spec.McpError if the answer is a JSON-RPC error
   */
  public static CallToolResult call(
      McpSyncClient client, String tool, Map<String, String> arguments) {
    return client.callTool(CallToolRequest.builder(tool).arguments(Map.copyOf(arguments)).build());
  }

  /** The text of a result. */
  public static String text(CallToolResult result) {
    return result.content().stream()
        .map(content -> content instanceof TextContent text ? text.text() : content.toString())
        .collect(Collectors.joining("\n"));
  }

  /** The names of the tools that this client is shown. */
  public static List<String> names(McpSyncClient client) {
    return client.listTools().tools().stream().map(Tool::name).toList();
  }
}
