package dev.sallyport.testapps.line;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncPromptRegistration;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncResourceRegistration;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptRegistration;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceRegistration;
import java.nio.file.Path;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** 0.7: handlers are given the request; templates are only listed. */
final class Offers {
  private Offers() {}

  static void add(McpServer.SyncSpec server, Path folder) {
    for (Notes note : Notes.values()) {
      server.resources(
          new SyncResourceRegistration(
              Schema.resource(note), request -> Schema.contents(note.uri, note.text(folder))));
      server.prompts(
          new SyncPromptRegistration(
              Schema.prompt(note), request -> Schema.message(note.text(folder))));
    }
    for (String template : Notes.TEMPLATES) {
      server.resourceTemplates(Schema.template(template));
    }
  }

  static void add(McpServer.AsyncSpec server, Path folder) {
    for (Notes note : Notes.values()) {
      server.resources(
          new AsyncResourceRegistration(
              Schema.resource(note),
              request ->
                  Mono.fromCallable(() -> Schema.contents(note.uri, note.text(folder)))
                      .subscribeOn(Schedulers.boundedElastic())));
      server.prompts(
          new AsyncPromptRegistration(
              Schema.prompt(note),
              request ->
                  Mono.fromCallable(() -> Schema.message(note.text(folder)))
                      .subscribeOn(Schedulers.boundedElastic())));
    }
    for (String template : Notes.TEMPLATES) {
      server.resourceTemplates(Schema.template(template));
    }
  }
}
