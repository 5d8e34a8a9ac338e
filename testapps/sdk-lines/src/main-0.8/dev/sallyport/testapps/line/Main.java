package dev.sallyport.testapps.line;

import io.modelcontextprotocol.server.McpServer;
import java.util.Set;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** {@code line [async]}: handlers are given the exchange and the arguments. */
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
      server.tool(
          Dialect.definition(tool),
          (exchange, arguments) -> Dialect.result(tool.answer(arguments)));
    }
    server.build();
  }

  private static void async() {
    var server = McpServer.async(Dialect.transport()).serverInfo("line", "1.0.0");
    for (Tools tool : Tools.values()) {
      server.tool(
          Dialect.definition(tool),
          (exchange, arguments) ->
              Mono.fromCallable(() -> Dialect.result(tool.answer(arguments)))
                  .subscribeOn(Schedulers.boundedElastic()));
    }
    server.build();
  }
}
