package dev.sallyport.testapps.line;

import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptArgument;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.util.List;

/** 0.7 to 0.10: everything has a constructor. */
final class Schema {
  private Schema() {}

  static Resource resource(Notes note) {
    return new Resource(note.uri, note.title, "A note.", "text/plain", null);
  }

  static ResourceTemplate template(String uri) {
    return new ResourceTemplate(uri, uri, "Notes.", "text/plain", null);
  }

  static Prompt prompt(Notes note) {
    return new Prompt(
        note.title, "Says a note.", List.of(new PromptArgument("tone", "How.", false)));
  }

  static ReadResourceResult contents(String uri, String text) {
    return new ReadResourceResult(List.of(new TextResourceContents(uri, "text/plain", text)));
  }

  static GetPromptResult message(String text) {
    return new GetPromptResult(
        "A note.", List.of(new PromptMessage(Role.USER, new TextContent(text))));
  }
}
