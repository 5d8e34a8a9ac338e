package dev.sallyport.testapps.frameworks;

import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.util.List;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.method.MethodToolCallbackProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * 1.0: tools are annotated, all else is the SDK's own, by constructors that all its lines have and
 * the newer ones deprecate.
 */
@SuppressWarnings("deprecation")
@Configuration(proxyBeanMethods = false)
class Offers {

  @Bean
  ToolCallbackProvider tools() {
    return MethodToolCallbackProvider.builder().toolObjects(new Tools()).build();
  }

  @Bean
  List<SyncResourceSpecification> resources() {
    return List.of(resource(Scenario.LISTED_NOTE), resource(Scenario.UNLISTED_NOTE));
  }

  @Bean
  List<SyncPromptSpecification> prompts() {
    return List.of(prompt(Scenario.LISTED_PROMPT), prompt(Scenario.UNLISTED_PROMPT));
  }

  private static SyncResourceSpecification resource(String uri) {
    return new SyncResourceSpecification(
        Schema.resource(uri),
        (exchange, request) ->
            new ReadResourceResult(
                List.of(new TextResourceContents(uri, "text/plain", Scenario.note(uri)))));
  }

  private static SyncPromptSpecification prompt(String name) {
    return new SyncPromptSpecification(
        new Prompt(name, "A prompt.", List.of()),
        (exchange, request) ->
            new GetPromptResult(
                "A prompt.",
                List.of(new PromptMessage(Role.USER, new TextContent(Scenario.prompt(name))))));
  }

  /** As their author writes them. */
  static final class Tools {
    @Tool(name = Scenario.ECHO, description = "Says what it was told.")
    String echo(String text) {
      return Scenario.echo(text);
    }

    @Tool(name = Scenario.SHOUT, description = "Says it louder.")
    String shout(String text) {
      return Scenario.shout(text);
    }

    @Tool(name = Scenario.READ_FILE, description = "Reads a text file.")
    String readFile(String path) {
      return Scenario.readFile(path);
    }

    @Tool(name = Scenario.FETCH_URL, description = "Fetches a page.")
    String fetchUrl(String url) {
      return Scenario.fetchUrl(url);
    }
  }
}
