package dev.sallyport.testapps.frameworks;

import dev.sallyport.testapps.serving.Endpoint;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.transport.HttpServletSseServerTransportProvider;
import io.modelcontextprotocol.server.transport.HttpServletStatelessServerTransport;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import jakarta.servlet.http.HttpServlet;

/** The scenario on the official SDK; the command line is that of {@link Way}. */
public final class Main {
  private static final String NAME = "frameworks-sdk";
  private static final String VERSION = "1.0.0";

  private Main() {}

  public static void main(String[] arguments) {
    Way way = Way.of(arguments);
    switch (way.transport()) {
      case STDIO ->
          Offers.add(
              McpServer.sync(new StdioServerTransportProvider(McpJsonDefaults.getMapper()))
                  .serverInfo(NAME, VERSION));
      case SSE -> serve(way, sse());
      case STREAMABLE -> {
        var transport =
            HttpServletStreamableServerTransportProvider.builder()
                .mcpEndpoint(way.transport().path())
                .build();
        Offers.add(McpServer.sync(transport).serverInfo(NAME, VERSION));
        serve(way, transport);
      }
      case STATELESS -> {
        var transport =
            HttpServletStatelessServerTransport.builder()
                .messageEndpoint(way.transport().path())
                .build();
        Offers.add(McpServer.sync(transport).serverInfo(NAME, VERSION));
        serve(way, transport);
      }
    }
  }

  /** Deprecated by its authors, and what many servers still run. */
  @SuppressWarnings("deprecation")
  private static HttpServlet sse() {
    var transport =
        HttpServletSseServerTransportProvider.builder()
            .sseEndpoint(Transport.SSE.path())
            .messageEndpoint(Transport.MESSAGES)
            .build();
    Offers.add(McpServer.sync(transport).serverInfo(NAME, VERSION));
    return transport;
  }

  private static void serve(Way way, HttpServlet servlet) {
    Endpoint endpoint = new Endpoint(way.port());
    if (way.transport() == Transport.SSE) {
      endpoint.open(servlet, way.transport().path(), Transport.MESSAGES);
    } else {
      endpoint.open(servlet, way.transport().path());
    }
    endpoint.awaitEnd();
  }
}
