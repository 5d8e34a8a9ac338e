package dev.sallyport.testapps.frameworks;

import io.quarkiverse.mcp.server.CompletePrompt;
import io.quarkiverse.mcp.server.Prompt;
import io.quarkiverse.mcp.server.PromptMessage;
import io.quarkiverse.mcp.server.TextContent;
import jakarta.inject.Singleton;
import java.util.List;

/** The prompts of the suite. */
@Singleton
class Prompts {
  private static final String WITH_ARGUMENTS = "test_prompt_with_arguments";

  @Prompt(name = "test_simple_prompt", description = Samples.DESCRIPTION)
  PromptMessage simple() {
    return said("This is a simple prompt for testing.");
  }

  @Prompt(name = WITH_ARGUMENTS, description = Samples.DESCRIPTION)
  PromptMessage withArguments(String arg1, String arg2) {
    return said("Prompt with arguments: arg1='%s', arg2='%s'".formatted(arg1, arg2));
  }

  @Prompt(name = "test_prompt_with_embedded_resource", description = Samples.DESCRIPTION)
  List<PromptMessage> embedding(String resourceUri) {
    return List.of(
        PromptMessage.withUserRole(
            Samples.embedded(resourceUri, "text/plain", "Embedded resource content for testing.")),
        said("Please process the embedded resource above."));
  }

  @Prompt(name = "test_prompt_with_image", description = Samples.DESCRIPTION)
  List<PromptMessage> withImage() {
    return List.of(
        PromptMessage.withUserRole(Samples.image()), said("Please analyze the image above."));
  }

  @CompletePrompt(WITH_ARGUMENTS)
  List<String> complete(String arg1) {
    return List.of();
  }

  private static PromptMessage said(String text) {
    return PromptMessage.withUserRole(new TextContent(text));
  }
}
