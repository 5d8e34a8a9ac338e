package dev.sallyport.testapps.changing;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;

/** {@code changing-server CHANGE…}, over stdio. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    McpSyncServer server =
        McpServer.sync(new StdioServerTransportProvider(McpJsonDefaults.getMapper()))
            .serverInfo("changing-server", "1.0.0")
            .instructions("Ask for the weather.")
            .capabilities(
                ServerCapabilities.builder()
                    .tools(/* listChanged= */ true)
                    .prompts(/* listChanged= */ true)
                    .resources(/* subscribe= */ false, /* listChanged= */ true)
                    .build())
            .build();
    Offers offers = new Offers(server);
    offers.begin();
    for (String change : arguments) {
      offers.change(change);
    }
  }
}
