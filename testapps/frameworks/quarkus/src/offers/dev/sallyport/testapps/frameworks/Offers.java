package dev.sallyport.testapps.frameworks;

import io.quarkiverse.mcp.server.Prompt;
import io.quarkiverse.mcp.server.PromptMessage;
import io.quarkiverse.mcp.server.Resource;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.TextResourceContents;
import jakarta.inject.Singleton;

/** Resources and prompts. */
@Singleton
class Offers {

  @Resource(uri = Scenario.LISTED_NOTE, name = "listed", mimeType = "text/plain")
  TextResourceContents listedNote() {
    return note(Scenario.LISTED_NOTE);
  }

  @Resource(uri = Scenario.UNLISTED_NOTE, name = "unlisted", mimeType = "text/plain")
  TextResourceContents unlistedNote() {
    return note(Scenario.UNLISTED_NOTE);
  }

  @Prompt(name = Scenario.LISTED_PROMPT, description = "A prompt.")
  PromptMessage listedPrompt() {
    return prompt(Scenario.LISTED_PROMPT);
  }

  @Prompt(name = Scenario.UNLISTED_PROMPT, description = "A prompt.")
  PromptMessage unlistedPrompt() {
    return prompt(Scenario.UNLISTED_PROMPT);
  }

  private static TextResourceContents note(String uri) {
    return TextResourceContents.create(uri, Scenario.note(uri));
  }

  private static PromptMessage prompt(String name) {
    return PromptMessage.withUserRole(new TextContent(Scenario.prompt(name)));
  }
}
