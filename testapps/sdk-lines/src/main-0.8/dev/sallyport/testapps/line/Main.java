package dev.sallyport.testapps.line;

import io.modelcontextprotocol.server.McpServer;
import java.nio.file.Path;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** {@code line sync|async FOLDER}: handlers are given the exchange and the arguments. */
public final class Main {
  private Main() {}

  public static void main(String[] options) {
    Path folder = Path.of(options[1]);
    if (options[0].equals("async")) {
      async(folder);
    } else {
      sync(folder);
    }
  }

  private static void sync(Path folder) {
    var server = McpServer.sync(Dialect.transport()).serverInfo("line", "1.0.0");
    for (Tools tool : Tools.values()) {
      server.tool(
          Dialect.definition(tool),
          (exchange, arguments) -> Dialect.result(tool.answer(arguments)));
    }
    Offers.add(server, folder);
    server.build();
  }

  private static void async(Path folder) {
    var server = McpServer.async(Dialect.transport()).serverInfo("line", "1.0.0");
    for (Tools tool : Tools.values()) {
      server.tool(
          Dialect.definition(tool),
          (exchange, arguments) ->
              Mono.fromCallable(() -> Dialect.result(tool.answer(arguments)))
                  .subscribeOn(Schedulers.boundedElastic()));
    }
    Offers.add(server, folder);
    server.build();
  }
}
