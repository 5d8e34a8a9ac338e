package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.ToolCalls;
import io.modelcontextprotocol.client.McpSyncClient;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A client that a server has, and what it can do. */
record HttpClientKind(String name, Set<String> abilities) {

  /** All that a server has. */
  static List<HttpClientKind> of(McpSyncClient server) {
    return ToolCalls.text(ToolCalls.call(server, "list", Map.of()))
        .lines()
        .map(line -> line.split("\t", -1))
        .map(cells -> new HttpClientKind(cells[0], Set.of(cells[1].split(" ", -1))))
        .toList();
  }

  /** Whether it can send a {@code GET}; else it sends a {@code POST}, and nothing else. */
  boolean gets() {
    return abilities.contains("gets");
  }

  /** By which it asks for most. */
  String method() {
    return gets() ? "GET" : "POST";
  }

  boolean redirects() {
    return abilities.contains("redirects");
  }

  /** Whether a request to which it is redirected has the headers of the one before. */
  boolean carries() {
    return abilities.contains("carries");
  }

  boolean async() {
    return abilities.contains("async");
  }

  boolean http2() {
    return abilities.contains("http2");
  }

  boolean pooled() {
    return abilities.contains("pool");
  }

  /** Whether it can do what a column tries. */
  boolean can(HttpCell cell) {
    return switch (cell) {
      case REDIRECT_OUT, REDIRECT_IN -> redirects();
      case METHOD -> gets() && abilities.contains("methods");
      case ASYNC -> async();
      case POOLED -> pooled();
      case TLS -> abilities.contains("tls");
      default -> true;
    };
  }
}
