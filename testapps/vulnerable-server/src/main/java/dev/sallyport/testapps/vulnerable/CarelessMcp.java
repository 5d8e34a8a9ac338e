package dev.sallyport.testapps.vulnerable;

import static dev.sallyport.testapps.serving.Texts.argument;
import static dev.sallyport.testapps.serving.Texts.success;

import dev.sallyport.testapps.serving.ServedTool;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A tool that asks another MCP server. */
final class CarelessMcp {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  ServedTool tool() {
    return ServedTool.named("ask_server", "Lists the tools of another server.")
        .requires("transport", "streamable, sse or stdio")
        .requires("server", "Its URL; for stdio the command that starts it, its words by spaces")
        .answeredBy(CarelessMcp::ask);
  }

  private static CallToolResult ask(CallToolRequest request) {
    try (McpSyncClient client =
        McpClient.sync(transport(argument(request, "transport"), argument(request, "server")))
            .requestTimeout(PATIENCE)
            .initializationTimeout(PATIENCE)
            .build()) {
      client.initialize();
      return success(
          String.join(" ", client.listTools().tools().stream().map(Tool::name).toList()));
    }
  }

  private static McpClientTransport transport(String kind, String server) {
    if (!kind.equals("stdio")) {
      return transport(kind, URI.create(server));
    }
    List<String> words = List.of(server.split(" "));
    return new StdioClientTransport(
        ServerParameters.builder(words.get(0)).args(words.subList(1, words.size())).build(),
        McpJsonDefaults.getMapper());
  }

  @SuppressWarnings("deprecation") // an old transport leads to a server as well
  private static McpClientTransport transport(String kind, URI url) {
    String base = url.resolve("/").toString();
    return kind.equals("sse")
        ? HttpClientSseClientTransport.builder(base).sseEndpoint(url.getPath()).build()
        : HttpClientStreamableHttpTransport.builder(base).endpoint(url.getPath()).build();
  }
}
