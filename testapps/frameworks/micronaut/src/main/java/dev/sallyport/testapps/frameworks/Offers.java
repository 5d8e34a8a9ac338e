package dev.sallyport.testapps.frameworks;

import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.server.McpStatelessServerFeatures;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.JsonSchema;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What the scenario offers, as beans of the kinds that Micronaut gathers. */
final class Offers {
  private static final List<Offer> TOOLS =
      List.of(
          new Offer(Scenario.ECHO, "text", Scenario::echo),
          new Offer(Scenario.SHOUT, "text", Scenario::shout),
          new Offer(Scenario.READ_FILE, "path", Scenario::readFile),
          new Offer(Scenario.FETCH_URL, "url", Scenario::fetchUrl));
  private static final List<String> NOTES = List.of(Scenario.LISTED_NOTE, Scenario.UNLISTED_NOTE);
  private static final List<String> PROMPTS =
      List.of(Scenario.LISTED_PROMPT, Scenario.UNLISTED_PROMPT);

  private Offers() {}

  static Object[] overStdio() {
    List<Object> beans = new ArrayList<>();
    for (Offer tool : TOOLS) {
      beans.add(
          McpServerFeatures.SyncToolSpecification.builder()
              .tool(tool.definition())
              .callHandler((exchange, request) -> tool.answer(request))
              .build());
    }
    for (String uri : NOTES) {
      beans.add(
          new McpServerFeatures.SyncResourceSpecification(
              resource(uri), (exchange, request) -> contents(uri)));
    }
    for (String name : PROMPTS) {
      beans.add(
          new McpServerFeatures.SyncPromptSpecification(
              prompt(name), (exchange, request) -> message(name)));
    }
    return beans.toArray();
  }

  static Object[] stateless() {
    List<Object> beans = new ArrayList<>();
    for (Offer tool : TOOLS) {
      beans.add(
          new McpStatelessServerFeatures.SyncToolSpecification(
              tool.definition(), (context, request) -> tool.answer(request)));
    }
    for (String uri : NOTES) {
      beans.add(
          new McpStatelessServerFeatures.SyncResourceSpecification(
              resource(uri), (context, request) -> contents(uri)));
    }
    for (String name : PROMPTS) {
      beans.add(
          new McpStatelessServerFeatures.SyncPromptSpecification(
              prompt(name), (context, request) -> message(name)));
    }
    return beans.toArray();
  }

  private static Resource resource(String uri) {
    return Resource.builder().uri(uri).name(uri).mimeType("text/plain").build();
  }

  private static ReadResourceResult contents(String uri) {
    return new ReadResourceResult(
        List.of(new TextResourceContents(uri, "text/plain", Scenario.note(uri))));
  }

  private static Prompt prompt(String name) {
    return new Prompt(name, "A prompt.", List.of());
  }

  private static GetPromptResult message(String name) {
    return new GetPromptResult(
        "A prompt.", List.of(new PromptMessage(Role.USER, new TextContent(Scenario.prompt(name)))));
  }

  /** A tool of one argument. */
  private record Offer(String name, String argument, UnaryOperator<String> body) {
    Tool definition() {
      return Tool.builder()
          .name(name)
          .description("Plays its part.")
          .inputSchema(
              new JsonSchema(
                  "object",
                  Map.of(argument, Map.of("type", "string")),
                  List.of(argument),
                  null,
                  null,
                  null))
          .build();
    }

    CallToolResult answer(CallToolRequest request) {
      String given = String.valueOf(request.arguments().get(argument));
      return CallToolResult.builder().addTextContent(body.apply(given)).build();
    }
  }
}
