package dev.sallyport.testapps.http;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A library's HTTP server, without servlets, by which an MCP server is reached. */
public interface Front {
  /** Where it listens. */
  String LOOPBACK = "127.0.0.1";

  /** The library and its line, such as {@code vertx-4}. */
  String library();

  /**
   * Listens, on threads that last.
   *
   * @param port 0 for any free one
   * @param answering what is answered to the body of a request, on any thread; empty if nothing is
   * @return the port
   */
  int open(int port, Function<String, CompletionStage<String>> answering);
}
