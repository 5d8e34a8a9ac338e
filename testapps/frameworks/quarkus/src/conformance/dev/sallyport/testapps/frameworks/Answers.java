package dev.sallyport.testapps.frameworks;

import io.quarkiverse.mcp.server.AudioContent;
import io.quarkiverse.mcp.server.EmbeddedResource;
import io.quarkiverse.mcp.server.ImageContent;
import io.quarkiverse.mcp.server.McpLog;
import io.quarkiverse.mcp.server.Progress;
import io.quarkiverse.mcp.server.ProgressTracker;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolManager;
import io.quarkiverse.mcp.server.ToolResponse;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** The tools of the suite that ask nothing of the client; {@link Questions} has the others. */
@Singleton
class Answers {
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

  private final ToolManager tools;

  @Inject
  Answers(ToolManager tools) {
    this.tools = tools;
  }

  @Tool(name = "test_simple_text", description = Samples.DESCRIPTION)
  String text() {
    return "This is a simple text response for testing.";
  }

  @Tool(name = "test_image_content", description = Samples.DESCRIPTION)
  ImageContent image() {
    return Samples.image();
  }

  @Tool(name = "test_audio_content", description = Samples.DESCRIPTION)
  AudioContent audio() {
    return Samples.audio();
  }

  @Tool(name = "test_embedded_resource", description = Samples.DESCRIPTION)
  EmbeddedResource embedded() {
    return Samples.embedded(
        "test://embedded-resource", "text/plain", "This is an embedded resource content.");
  }

  @Tool(name = "test_multiple_content_types", description = Samples.DESCRIPTION)
  ToolResponse mixed() {
    return ToolResponse.success(
        List.of(
            new TextContent("Multiple content types test:"),
            Samples.image(),
            Samples.embedded(
                "test://mixed-content-resource",
                "application/json",
                "{\"test\":\"data\",\"value\":123}")));
  }

  @Tool(name = "test_error_handling", description = Samples.DESCRIPTION)
  ToolResponse failing() {
    return ToolResponse.error("This tool intentionally returns an error for testing");
  }

  @Tool(name = "test_tool_with_logging", description = Samples.DESCRIPTION)
  String logging(McpLog log) {
    log.info("Tool execution started");
    log.info("Tool processing data");
    log.info("Tool execution completed");
    return "Tool execution completed with logging";
  }

  @Tool(name = "test_tool_with_progress", description = Samples.DESCRIPTION)
  String progress(Progress progress) {
    if (progress.token().isPresent()) {
      ProgressTracker tracker = progress.trackerBuilder().setTotal(100).build();
      for (int step : new int[] {0, 50, 50}) {
        tracker.advanceAndForget(step);
      }
    }
    return "Tool execution completed";
  }

  /** The one whose schema is no method's. */
  @Startup
  void offerDialect() {
    tools
        .newTool("json_schema_2020_12_tool")
        .setDescription(Samples.DESCRIPTION)
        .setInputSchema(DIALECT)
        .setHandler(arguments -> ToolResponse.success("ok"))
        .register();
  }
}
