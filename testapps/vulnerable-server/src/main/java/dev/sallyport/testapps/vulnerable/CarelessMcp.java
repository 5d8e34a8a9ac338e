package dev.sallyport.testapps.vulnerable;

import static dev.sallyport.testapps.serving.Texts.argument;
import static dev.sallyport.testapps.serving.Texts.success;

import dev.sallyport.testapps.serving.ServedTool;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.URI;
import java.time.Duration;

/** A tool that asks another MCP server. */
final class CarelessMcp {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  ServedTool tool() {
    return ServedTool.named("ask_server", "Lists the tools of another server.")
        .requires("transport", "streamable or sse")
        .requires("url", "Where it is")
        .answeredBy(CarelessMcp::ask);
  }

  private static CallToolResult ask(CallToolRequest request) {
    URI url = URI.create(argument(request, "url"));
    try (McpSyncClient client =
        McpClient.sync(transport(argument(request, "transport"), url))
            .requestTimeout(PATIENCE)
            .initializationTimeout(PATIENCE)
            .build()) {
      client.initialize();
      return success(
          String.join(" ", client.listTools().tools().stream().map(Tool::name).toList()));
    }
  }

  @SuppressWarnings("deprecation") // an old transport leads to a server as well
  private static McpClientTransport transport(String kind, URI url) {
    String base = url.resolve("/").toString();
    return kind.equals("sse")
        ? HttpClientSseClientTransport.builder(base).sseEndpoint(url.getPath()).build()
        : HttpClientStreamableHttpTransport.builder(base).endpoint(url.getPath()).build();
  }
}
