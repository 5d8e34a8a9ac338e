package dev.sallyport.testapps.frameworks;

import dev.sallyport.testapps.serving.ServedTool;
import dev.sallyport.testapps.serving.Texts;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.server.McpStatelessServerFeatures;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.util.List;
import java.util.function.UnaryOperator;

/** Adds what the scenario offers to a server, and builds it. */
final class Offers {
  private static final List<ServedTool> TOOLS =
      List.of(
          tool(Scenario.ECHO, "text", Scenario::echo),
          tool(Scenario.SHOUT, "text", Scenario::shout),
          tool(Scenario.READ_FILE, "path", Scenario::readFile),
          tool(Scenario.FETCH_URL, "url", Scenario::fetchUrl));
  private static final List<String> NOTES = List.of(Scenario.LISTED_NOTE, Scenario.UNLISTED_NOTE);
  private static final List<String> PROMPTS =
      List.of(Scenario.LISTED_PROMPT, Scenario.UNLISTED_PROMPT);

  private Offers() {}

  static void add(McpServer.SyncSpecification<?> server) {
    for (ServedTool tool : TOOLS) {
      server.toolCall(tool.definition(), (exchange, request) -> tool.body().apply(request));
    }
    for (String uri : NOTES) {
      server.resources(
          new McpServerFeatures.SyncResourceSpecification(
              resource(uri), (exchange, request) -> contents(uri)));
    }
    for (String name : PROMPTS) {
      server.prompts(
          new McpServerFeatures.SyncPromptSpecification(
              prompt(name), (exchange, request) -> message(name)));
    }
    server.build();
  }

  static void add(McpServer.StatelessSyncSpecification server) {
    for (ServedTool tool : TOOLS) {
      server.toolCall(tool.definition(), (context, request) -> tool.body().apply(request));
    }
    for (String uri : NOTES) {
      server.resources(
          new McpStatelessServerFeatures.SyncResourceSpecification(
              resource(uri), (context, request) -> contents(uri)));
    }
    for (String name : PROMPTS) {
      server.prompts(
          new McpStatelessServerFeatures.SyncPromptSpecification(
              prompt(name), (context, request) -> message(name)));
    }
    server.build();
  }

  private static ServedTool tool(String name, String argument, UnaryOperator<String> body) {
    return ServedTool.named(name, "Plays its part.")
        .requires(argument, "What to do it with.")
        .answeredBy(request -> Texts.success(body.apply(Texts.argument(request, argument))));
  }

  private static Resource resource(String uri) {
    return Resource.builder(uri, uri).mimeType("text/plain").build();
  }

  private static ReadResourceResult contents(String uri) {
    TextResourceContents text =
        TextResourceContents.builder(uri, Scenario.note(uri)).mimeType("text/plain").build();
    return ReadResourceResult.builder(List.of(text)).build();
  }

  private static Prompt prompt(String name) {
    return Prompt.builder(name).description("A prompt.").build();
  }

  private static GetPromptResult message(String name) {
    TextContent text = TextContent.builder(Scenario.prompt(name)).build();
    return GetPromptResult.builder(List.of(PromptMessage.builder(Role.USER, text).build())).build();
  }
}
