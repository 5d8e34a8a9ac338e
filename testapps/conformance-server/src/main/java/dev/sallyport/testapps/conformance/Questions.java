package dev.sallyport.testapps.conformance;

import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.CreateMessageRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitFormRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.SamplingMessage;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.List;
import java.util.Map;

/** The handlers of the tools that ask the client something while they run. */
final class Questions {
  private static final Map<String, Object> STRING = Map.of("type", "string");
  private static final List<String> OPTIONS = List.of("option1", "option2", "option3");

  private Questions() {}

  /** The schema of a tool with one argument, a string. */
  static Map<String, Object> requiring(String argument) {
    return form(Map.of(argument, STRING), List.of(argument));
  }

  static CallToolResult sampling(McpSyncServerExchange exchange, CallToolRequest request) {
    String prompt = String.valueOf(request.arguments().get("prompt"));
    SamplingMessage message = SamplingMessage.builder(Role.USER, Samples.text(prompt)).build();
    var answer =
        exchange.createMessage(CreateMessageRequest.builder(List.of(message), 100).build());
    return Tools.said("LLM response: " + ((TextContent) answer.content()).text());
  }

  static CallToolResult elicitation(McpSyncServerExchange exchange, CallToolRequest request) {
    String message = String.valueOf(request.arguments().get("message"));
    return asked(
        exchange,
        message,
        "User response",
        form(Map.of("username", STRING, "email", STRING), List.of("username", "email")));
  }

  /** A default for each primitive type (SEP-1034). */
  static CallToolResult defaults(McpSyncServerExchange exchange, CallToolRequest request) {
    Map<String, Object> fields =
        Map.of(
            "name", Map.of("type", "string", "default", "John Doe"),
            "age", Map.of("type", "integer", "default", 30),
            "score", Map.of("type", "number", "default", 95.5),
            "status",
                Map.of(
                    "type",
                    "string",
                    "enum",
                    List.of("active", "inactive", "pending"),
                    "default",
                    "active"),
            "verified", Map.of("type", "boolean", "default", true));
    return asked(exchange, "With defaults", "Elicitation completed", form(fields, List.of()));
  }

  /** Each way to offer a choice (SEP-1330). */
  static CallToolResult enums(McpSyncServerExchange exchange, CallToolRequest request) {
    Map<String, Object> fields =
        Map.of(
            "untitledSingle", Map.of("type", "string", "enum", OPTIONS),
            "titledSingle",
                Map.of(
                    "type",
                    "string",
                    "oneOf",
                    titled("First Option", "Second Option", "Third Option")),
            "legacyEnum",
                Map.of(
                    "type",
                    "string",
                    "enum",
                    List.of("opt1", "opt2", "opt3"),
                    "enumNames",
                    List.of("Option One", "Option Two", "Option Three")),
            "untitledMulti",
                Map.of("type", "array", "items", Map.of("type", "string", "enum", OPTIONS)),
            "titledMulti",
                Map.of(
                    "type",
                    "array",
                    "items",
                    Map.of("anyOf", titled("First Choice", "Second Choice", "Third Choice"))));
    return asked(exchange, "Select", "Elicitation completed", form(fields, List.of()));
  }

  private static List<Map<String, String>> titled(String first, String second, String third) {
    return List.of(
        Map.of("const", "value1", "title", first),
        Map.of("const", "value2", "title", second),
        Map.of("const", "value3", "title", third));
  }

  private static Map<String, Object> form(Map<String, Object> fields, List<String> required) {
    return Map.of("type", "object", "properties", fields, "required", required);
  }

  private static CallToolResult asked(
      McpSyncServerExchange exchange, String message, String said, Map<String, Object> schema) {
    ElicitResult answer =
        exchange.createElicitation(ElicitFormRequest.builder(message, schema).build());
    return Tools.said(said + ": action=" + answer.action() + ", content=" + answer.content());
  }
}
