package dev.sallyport.testapps.conformance;

import dev.sallyport.testapps.serving.Endpoint;
import dev.sallyport.testapps.serving.Options;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.transport.DefaultServerTransportSecurityValidator;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;

/** {@code --http PORT}: everything the suite uses, over streamable HTTP. */
public final class Main {
  private static final String PATH = "/mcp";

  private Main() {}

  /** Serves until the process is ended. */
  public static void main(String[] arguments) {
    Endpoint endpoint = new Endpoint(Options.parse(arguments).port().orElseThrow());
    var transport =
        HttpServletStreamableServerTransportProvider.builder()
            .mcpEndpoint(PATH)
            .httpHeaderValidator(
                DefaultServerTransportSecurityValidator.builder()
                    .allowedOrigin("http://localhost:*")
                    .allowedHost("localhost:*")
                    .build())
            .build();
    McpServer.sync(transport)
        .serverInfo("sallyport-conformance", "1.0.0")
        .capabilities(
            ServerCapabilities.builder()
                .completions()
                .resources(/* subscribe= */ true, /* listChanged= */ false)
                .tools(/* listChanged= */ false)
                .prompts(/* listChanged= */ false)
                .build())
        .tools(Tools.all())
        .prompts(Prompts.all())
        .completions(Prompts.completion())
        .resources(Resources.all())
        .resourceTemplates(Resources.template())
        .build();
    endpoint.open(transport, PATH);
    endpoint.awaitEnd();
  }
}
