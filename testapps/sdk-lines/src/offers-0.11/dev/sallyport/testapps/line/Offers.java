package dev.sallyport.testapps.line;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncCompletionSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncCompletionSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.spec.McpSchema.CompleteResult;
import io.modelcontextprotocol.spec.McpSchema.PromptReference;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.nio.file.Path;
import java.util.List;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** 0.11 and 0.12: the builder has a type parameter. */
final class Offers {
  private Offers() {}

  static void add(McpServer.SyncSpecification<?> server, Path folder) {
    server.capabilities(capabilities());
    for (Notes note : Notes.values()) {
      server.resources(
          new SyncResourceSpecification(
              Schema.resource(note),
              (exchange, request) -> Schema.contents(note.uri, note.text(folder))));
      server.prompts(
          new SyncPromptSpecification(
              Schema.prompt(note), (exchange, request) -> Schema.message(note.text(folder))));
      server.completions(
          new SyncCompletionSpecification(
              new PromptReference(note.title), (exchange, request) -> completed(note)));
    }
    for (String template : Notes.TEMPLATES) {
      server.resourceTemplates(Schema.template(template));
    }
  }

  static void add(McpServer.AsyncSpecification<?> server, Path folder) {
    server.capabilities(capabilities());
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
      server.completions(
          new AsyncCompletionSpecification(
              new PromptReference(note.title),
              (exchange, request) ->
                  Mono.fromCallable(() -> completed(note))
                      .subscribeOn(Schedulers.boundedElastic())));
    }
    for (String template : Notes.TEMPLATES) {
      server.resourceTemplates(Schema.template(template));
    }
  }

  /** Told, because completions are not among those that a server has by itself. */
  private static ServerCapabilities capabilities() {
    return ServerCapabilities.builder()
        .completions()
        .prompts(false)
        .resources(true, false)
        .tools(false)
        .build();
  }

  private static CompleteResult completed(Notes note) {
    List<String> tones = note.tones();
    return new CompleteResult(new CompleteResult.CompleteCompletion(tones, tones.size(), false));
  }
}
