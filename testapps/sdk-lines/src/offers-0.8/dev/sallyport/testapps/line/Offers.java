package dev.sallyport.testapps.line;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import java.nio.file.Path;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** 0.8 and 0.9: handlers are given the exchange, too. */
final class Offers {
  private Offers() {}

  static void add(McpServer.SyncSpecification server, Path folder) {
    for (Notes note : Notes.values()) {
      server.resources(
          new SyncResourceSpecification(
              Schema.resource(note),
              (exchange, request) -> Schema.contents(note.uri, note.text(folder))));
      server.prompts(
          new SyncPromptSpecification(
              Schema.prompt(note), (exchange, request) -> Schema.message(note.text(folder))));
    }
    for (String template : Notes.TEMPLATES) {
      server.resourceTemplates(Schema.template(template));
    }
  }

  static void add(McpServer.AsyncSpecification server, Path folder) {
    for (Notes note : Notes.values()) {
      server.resources(
          new AsyncResourceSpecification(
              Schema.resource(note),
              (exchange, request) ->
                  Mono.fromCallable(() -> Schema.contents(note.uri, note.text(folder)))
                      .subscribeOn(Schedulers.boundedElastic())));
      server.prompts(
          new AsyncPromptSpecification(
              Schema.prompt(note),
              (exchange, request) ->
                  Mono.fromCallable(() -> Schema.message(note.text(folder)))
                      .subscribeOn(Schedulers.boundedElastic())));
    }
    for (String template : Notes.TEMPLATES) {
      server.resourceTemplates(Schema.template(template));
    }
  }
}
