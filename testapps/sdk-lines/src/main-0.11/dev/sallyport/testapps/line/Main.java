package dev.sallyport.testapps.line;

import io.modelcontextprotocol.server.McpServer;
import java.util.Set;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** {@code line [async]}: handlers are given the exchange and the request. */
public final class Main {
  private Main() {}

  public static void main(String[] options) {
    if (Set.of(options).contains("async")) {
      async();
    } else {
      sync();
    }
  }

  private static void sync() {
    var server = McpServer.sync(Dialect.transport()).serverInfo("line", "1.0.0");
    for (Tools tool : Tools.values()) {
      server.toolCall(
          Dialect.definition(tool),
          (exchange, request) -> Dialect.result(tool.answer(request.arguments())));
    }
    server.build();
  }

  private static void async() {
    var server = McpServer.async(Dialect.transport()).serverInfo("line", "1.0.0");
    for (Tools tool : Tools.values()) {
      server.toolCall(
          Dialect.definition(tool),
          (exchange, request) ->
              Mono.fromCallable(() -> Dialect.result(tool.answer(request.arguments())))
                  .subscribeOn(Schedulers.boundedElastic()));
    }
    server.build();
  }
}
