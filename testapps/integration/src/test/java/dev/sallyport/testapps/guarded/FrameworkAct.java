package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.ToolCalls;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Something that a client asks of every server.
 *
 * @param cell where it counts
 * @param kind tool, resource or prompt
 * @param denied the operation that the policy denies in it, as {@link AuditLine#operation}; empty
 *     if it grants all
 * @param answer what is answered where nothing is enforced
 */
record FrameworkAct(
    FrameworkCell cell,
    String kind,
    String name,
    Map<String, String> arguments,
    String denied,
    String answer) {

  /** What a client was answered: its text, or what an error says. */
  record Answer(String text, boolean isError) {}

  static FrameworkAct tool(
      FrameworkCell cell,
      String name,
      Map<String, String> arguments,
      String denied,
      String answer) {
    return new FrameworkAct(cell, "tool", name, arguments, denied, answer);
  }

  static FrameworkAct resource(String uri, String denied) {
    return new FrameworkAct(
        FrameworkCell.RESOURCE, "resource", uri, Map.of(), denied, "text of " + uri);
  }

  static FrameworkAct prompt(String name, String denied) {
    return new FrameworkAct(
        FrameworkCell.PROMPT, "prompt", name, Map.of(), denied, "text of " + name);
  }

  /** As in {@link AuditLine#used}. */
  String used() {
    return kind + " " + name;
  }

  /** Whether it is denied itself, rather than something that its handler does. */
  boolean isUnlisted() {
    return denied.endsWith(" " + name);
  }

  /** Has a client ask it. */
  Answer play(McpSyncClient client) {
    try {
      return switch (kind) {
        case "tool" -> call(client);
        case "resource" -> new Answer(read(client), false);
        default -> new Answer(get(client), false);
      };
    } catch (McpError e) {
      // A tool's failure is a result, and nothing else has a result that says so.
      String message = e.getJsonRpcError().message();
      return new Answer(kind.equals("tool") ? "no result, but " + message : message, true);
    }
  }

  private Answer call(McpSyncClient client) {
    CallToolResult result = ToolCalls.call(client, name, arguments);
    return new Answer(ToolCalls.text(result), Boolean.TRUE.equals(result.isError()));
  }

  private String get(McpSyncClient client) {
    return client.getPrompt(GetPromptRequest.builder(name).build()).messages().stream()
        .map(message -> message.content() instanceof TextContent text ? text.text() : "")
        .collect(Collectors.joining());
  }

  private String read(McpSyncClient client) {
    return client.readResource(ReadResourceRequest.builder(name).build()).contents().stream()
        .map(contents -> contents instanceof TextResourceContents text ? text.text() : "")
        .collect(Collectors.joining());
  }
}
