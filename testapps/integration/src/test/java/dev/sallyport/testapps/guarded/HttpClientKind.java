package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.ToolCalls;
import io.modelcontextprotocol.client.McpSyncClient;
import java.util.List;
import java.util.Map;

/**
 * A client that a server has, and what it can do.
 *
 * @param gets whether it can send a {@code GET}; else it sends a {@code POST}, and nothing else
 * @param carries whether a request to which it is redirected has the headers of the one before
 */
record HttpClientKind(
    String name, boolean gets, boolean redirects, boolean carries, boolean async, boolean http2) {

  /** All that a server has. */
  static List<HttpClientKind> of(McpSyncClient server) {
    return ToolCalls.text(ToolCalls.call(server, "list", Map.of()))
        .lines()
        .map(line -> line.split("\t", -1))
        .map(
            cells -> {
              List<String> abilities = List.of(cells[1].split(" ", -1));
              return new HttpClientKind(
                  cells[0],
                  abilities.contains("gets"),
                  abilities.contains("redirects"),
                  abilities.contains("carries"),
                  abilities.contains("async"),
                  abilities.contains("http2"));
            })
        .toList();
  }

  /** By which it asks for most. */
  String method() {
    return gets ? "GET" : "POST";
  }

  /** Whether it can do what a column tries. */
  boolean can(HttpCell cell) {
    return switch (cell) {
      case METHOD -> gets;
      case REDIRECT_OUT, REDIRECT_IN -> redirects;
      case ASYNC -> async;
      default -> true;
    };
  }
}
