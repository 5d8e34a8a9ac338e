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

/** 2.x: everything has a builder that begins with what is required. */
final class Schema {
  private Schema() {}

  static Resource resource(Notes note) {
    return Resource.builder(note.uri, note.title)
        .description("A note.")
        .mimeType("text/plain")
        .build();
  }

  static ResourceTemplate template(String uri) {
    return ResourceTemplate.builder(uri, uri).description("Notes.").mimeType("text/plain").build();
  }

  static Prompt prompt(Notes note) {
    return Prompt.builder(note.title)
        .description("Says a note.")
        .arguments(List.of(PromptArgument.builder("tone").description("How.").build()))
        .build();
  }

  static ReadResourceResult contents(String uri, String text) {
    return ReadResourceResult.builder(
            List.of(TextResourceContents.builder(uri, text).mimeType("text/plain").build()))
        .build();
  }

  static GetPromptResult message(String text) {
    return GetPromptResult.builder(
            List.of(PromptMessage.builder(Role.USER, TextContent.builder(text).build()).build()))
        .description("A note.")
        .build();
  }
}
