package dev.sallyport.testapps.serving;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncToolSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpStatelessServerFeatures;
import io.modelcontextprotocol.server.transport.HttpServletStatelessServerTransport;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import java.util.List;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Serves tools as the command line asks, through the official MCP Java SDK. */
public final class Serving {
  private static final String VERSION = "1.0.0";
  private static final String PATH = "/mcp";
  // The SDK's transport only looks at how a path ends.
  private static final String OTHER_PATH = "/other" + PATH;

  private final String name;
  private final List<ServedTool> tools;

  /**
   * A server that is not running yet.
   *
   * @param name what the server calls itself in its answer to {@code initialize}
   */
  public Serving(String name, List<ServedTool> tools) {
    this.name = name;
    this.tools = List.copyOf(tools);
  }

  /**
   * Serves until the client closes stdin or, over HTTP, until the process is ended. Over HTTP the
   * endpoint is told on stderr as {@code listening on http://127.0.0.1:PORT/mcp}; a session's
   * server that is not {@code async} is also reached by {@code /other/mcp}.
   */
  public void run(Options options) {
    if (options.port().isEmpty()) {
      stdio(options.kind());
    } else {
      Endpoint endpoint = new Endpoint(options.port().getAsInt());
      options.store().ifPresent(endpoint::secure);
      http(options.kind(), endpoint);
      endpoint.awaitEnd();
    }
  }

  private void stdio(Kind kind) {
    McpServerTransportProvider transport =
        new StdioServerTransportProvider(McpJsonDefaults.getMapper());
    switch (kind) {
      case SYNC -> McpServer.sync(transport).serverInfo(name, VERSION).tools(sync()).build();
      case ASYNC -> McpServer.async(transport).serverInfo(name, VERSION).tools(async()).build();
      case STATELESS -> throw new IllegalArgumentException("the SDK has no stateless stdio server");
    }
  }

  private void http(Kind kind, Endpoint endpoint) {
    switch (kind) {
      case SYNC -> {
        var transport = streamable();
        McpServer.sync(transport).serverInfo(name, VERSION).tools(sync()).build();
        endpoint.open(transport, PATH, OTHER_PATH);
      }
      case ASYNC -> {
        var transport = streamable();
        McpServer.async(transport).serverInfo(name, VERSION).tools(async()).build();
        endpoint.open(transport, PATH);
      }
      case STATELESS -> {
        var transport = HttpServletStatelessServerTransport.builder().messageEndpoint(PATH).build();
        McpServer.sync(transport).serverInfo(name, VERSION).tools(stateless()).build();
        endpoint.open(transport, PATH);
      }
    }
  }

  private static HttpServletStreamableServerTransportProvider streamable() {
    return HttpServletStreamableServerTransportProvider.builder().mcpEndpoint(PATH).build();
  }

  private List<SyncToolSpecification> sync() {
    return tools.stream()
        .map(
            tool ->
                new SyncToolSpecification(
                    tool.definition(), (exchange, request) -> tool.body().apply(request)))
        .toList();
  }

  private List<AsyncToolSpecification> async() {
    return tools.stream()
        .map(
            tool ->
                new AsyncToolSpecification(
                    tool.definition(),
                    (exchange, request) ->
                        Mono.fromCallable(() -> tool.body().apply(request))
                            .subscribeOn(Schedulers.boundedElastic())))
        .toList();
  }

  private List<McpStatelessServerFeatures.SyncToolSpecification> stateless() {
    return tools.stream()
        .map(
            tool ->
                new McpStatelessServerFeatures.SyncToolSpecification(
                    tool.definition(), (context, request) -> tool.body().apply(request)))
        .toList();
  }
}
