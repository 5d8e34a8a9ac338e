package dev.sallyport.testapps.frameworks;

import org.springaicommunity.mcp.annotation.McpPrompt;
import org.springaicommunity.mcp.annotation.McpResource;
import org.springaicommunity.mcp.annotation.McpTool;
import org.springframework.stereotype.Component;

/** 1.1: all is annotated. */
@Component
class Offers {

  @McpTool(name = Scenario.ECHO, description = "Says what it was told.")
  String echo(String text) {
    return Scenario.echo(text);
  }

  @McpTool(name = Scenario.SHOUT, description = "Says it louder.")
  String shout(String text) {
    return Scenario.shout(text);
  }

  @McpTool(name = Scenario.READ_FILE, description = "Reads a text file.")
  String readFile(String path) {
    return Scenario.readFile(path);
  }

  @McpTool(name = Scenario.FETCH_URL, description = "Fetches a page.")
  String fetchUrl(String url) {
    return Scenario.fetchUrl(url);
  }

  @McpResource(uri = Scenario.LISTED_NOTE, name = "listed", mimeType = "text/plain")
  String listedNote() {
    return Scenario.note(Scenario.LISTED_NOTE);
  }

  @McpResource(uri = Scenario.UNLISTED_NOTE, name = "unlisted", mimeType = "text/plain")
  String unlistedNote() {
    return Scenario.note(Scenario.UNLISTED_NOTE);
  }

  @McpPrompt(name = Scenario.LISTED_PROMPT, description = "A prompt.")
  String listedPrompt() {
    return Scenario.prompt(Scenario.LISTED_PROMPT);
  }

  @McpPrompt(name = Scenario.UNLISTED_PROMPT, description = "A prompt.")
  String unlistedPrompt() {
    return Scenario.prompt(Scenario.UNLISTED_PROMPT);
  }
}
