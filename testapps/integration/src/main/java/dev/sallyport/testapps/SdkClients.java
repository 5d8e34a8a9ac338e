package dev.sallyport.testapps;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import java.net.URI;
import java.util.Map;

/** The official SDK's client over its own HTTP transport, or over a process of ours. */
final class SdkClients {
  private SdkClients() {}

  static McpSyncClient http(URI endpoint, Map<String, String> headers) {
    return client(
        HttpClientStreamableHttpTransport.builder(endpoint.resolve("/").toString())
            .endpoint(endpoint.getPath())
            .addHttpRequestCustomizer(
                (request, method, uri, body, context) -> headers.forEach(request::header))
            .build());
  }

  static McpSyncClient stdio(ServerProcess server, Map<String, String> headers) {
    requireNone(headers);
    return client(new ProcessTransport(server));
  }

  static void requireNone(Map<String, String> headers) {
    if (!headers.isEmpty()) {
      throw new IllegalArgumentException("stdio has no headers");
    }
  }

  private static McpSyncClient client(McpClientTransport transport) {
    return McpClient.sync(transport)
        .clientInfo(Implementation.builder("sallyport-integration", "1").build())
        .requestTimeout(ServerProcess.PATIENCE)
        .initializationTimeout(ServerProcess.PATIENCE)
        .build();
  }
}
