package dev.sallyport.testapps.conformance;

import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.LoggingLevel;
import io.modelcontextprotocol.spec.McpSchema.LoggingMessageNotification;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The tools of the suite that ask nothing of the client; {@link Questions} has the others. */
final class Tools {
  private static final Map<String, Object> NOTHING =
      Map.of("type", "object", "properties", Map.of());

  /** The keywords that a server must pass on as they are (SEP-1613). */
  private static final Map<String, Object> DIALECT =
      Map.of(
          "$schema",
          "https://json-schema.org/draft/2020-12/schema",
          "type",
          "object",
          "$defs",
          Map.of(
              "address",
              Map.of(
                  "type",
                  "object",
                  "properties",
                  Map.of("street", Map.of("type", "string"), "city", Map.of("type", "string")))),
          "properties",
          Map.of("name", Map.of("type", "string"), "address", Map.of("$ref", "#/$defs/address")),
          "additionalProperties",
          false);

  private Tools() {}

  static SyncToolSpecification[] all() {
    return new SyncToolSpecification[] {
      answering("test_simple_text", Samples.text("This is a simple text response for testing.")),
      answering("test_image_content", Samples.image()),
      answering("test_audio_content", Samples.audio()),
      answering(
          "test_embedded_resource",
          Samples.embedded(
              "test://embedded-resource", "text/plain", "This is an embedded resource content.")),
      answering(
          "test_multiple_content_types",
          Samples.text("Multiple content types test:"),
          Samples.image(),
          Samples.embedded(
              "test://mixed-content-resource",
              "application/json",
              "{\"test\":\"data\",\"value\":123}")),
      tool(
          "test_error_handling",
          NOTHING,
          (exchange, request) ->
              result(true, Samples.text("This tool intentionally returns an error for testing"))),
      tool("test_tool_with_logging", NOTHING, (exchange, request) -> logging(exchange)),
      tool("test_tool_with_progress", NOTHING, Tools::progress),
      tool("json_schema_2020_12_tool", DIALECT, (exchange, request) -> said("ok")),
      tool("test_sampling", Questions.requiring("prompt"), Questions::sampling),
      tool("test_elicitation", Questions.requiring("message"), Questions::elicitation),
      tool("test_elicitation_sep1034_defaults", NOTHING, Questions::defaults),
      tool("test_elicitation_sep1330_enums", NOTHING, Questions::enums)
    };
  }

  static CallToolResult said(String text) {
    return result(false, Samples.text(text));
  }

  private static CallToolResult logging(McpSyncServerExchange exchange) {
    for (String step :
        List.of("Tool execution started", "Tool processing data", "Tool execution completed")) {
      exchange.loggingNotification(
          LoggingMessageNotification.builder(LoggingLevel.INFO, step).build());
    }
    return said("Tool execution completed with logging");
  }

  private static CallToolResult progress(McpSyncServerExchange exchange, CallToolRequest request) {
    Object token = request.meta() == null ? null : request.meta().get("progressToken");
    for (double done = 0; token != null && done <= 100; done += 50) {
      exchange.progressNotification(ProgressNotification.builder(token, done).total(100.0).build());
    }
    return said("Tool execution completed");
  }

  private static SyncToolSpecification answering(String name, Content... contents) {
    return tool(name, NOTHING, (exchange, request) -> result(false, contents));
  }

  private static CallToolResult result(boolean error, Content... contents) {
    return CallToolResult.builder().content(List.of(contents)).isError(error).build();
  }

  private static SyncToolSpecification tool(
      String name,
      Map<String, Object> schema,
      BiFunction<McpSyncServerExchange, CallToolRequest, CallToolResult> handler) {
    return new SyncToolSpecification(
        Tool.builder(name, schema).description("Of the suite: " + name).build(), handler);
  }
}
