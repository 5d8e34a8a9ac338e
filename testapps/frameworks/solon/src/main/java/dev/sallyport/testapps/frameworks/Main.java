package dev.sallyport.testapps.frameworks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.function.UnaryOperator;
import org.noear.solon.Solon;
import org.noear.solon.ai.chat.message.ChatMessage;
import org.noear.solon.ai.chat.prompt.FunctionPrompt;
import org.noear.solon.ai.chat.prompt.FunctionPromptDesc;
import org.noear.solon.ai.chat.resource.FunctionResource;
import org.noear.solon.ai.chat.resource.FunctionResourceDesc;
import org.noear.solon.ai.chat.tool.FunctionTool;
import org.noear.solon.ai.chat.tool.FunctionToolDesc;
import org.noear.solon.ai.mcp.McpChannel;
import org.noear.solon.ai.mcp.server.McpServerEndpointProvider;

/**
 * The scenario on Solon, over HTTP; the command line is that of {@link Way}.
 *
 * <p>What is added to an endpoint before it is started makes a server each in 3.9.2, which over
 * HTTP replace one another, and over stdio all read the same stdin. Here it is added after.
 */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws IOException {
    Way way = Way.of(arguments);
    int port = port(way);
    Solon.start(
        Main.class, new String[] {"--server.host=" + Way.LOOPBACK, "--server.port=" + port});
    McpServerEndpointProvider endpoint = endpoint(way.transport());
    endpoint.postStart();
    offer(endpoint);
    way.tellListening(port);
  }

  /** Its server doesn't tell which port it got, so that a free one is looked for before. */
  private static int port(Way way) throws IOException {
    try (ServerSocket free = new ServerSocket(way.port(), 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static McpServerEndpointProvider endpoint(Transport transport) {
    return McpServerEndpointProvider.builder()
        .name("frameworks-solon")
        .version("1.0.0")
        .channel(channel(transport))
        .mcpEndpoint(transport.path())
        .build();
  }

  private static void offer(McpServerEndpointProvider endpoint) {
    endpoint.addTool(tool(Scenario.ECHO, "text", Scenario::echo));
    endpoint.addTool(tool(Scenario.SHOUT, "text", Scenario::shout));
    endpoint.addTool(tool(Scenario.READ_FILE, "path", Scenario::readFile));
    endpoint.addTool(tool(Scenario.FETCH_URL, "url", Scenario::fetchUrl));
    for (String uri : List.of(Scenario.LISTED_NOTE, Scenario.UNLISTED_NOTE)) {
      endpoint.addResource(resource(uri));
    }
    for (String name : List.of(Scenario.LISTED_PROMPT, Scenario.UNLISTED_PROMPT)) {
      endpoint.addPrompt(prompt(name));
    }
  }

  private static String channel(Transport transport) {
    return switch (transport) {
      case STDIO -> throw new IllegalArgumentException("a client may list before all is added");
      case SSE -> McpChannel.SSE;
      case STREAMABLE -> McpChannel.STREAMABLE;
      case STATELESS -> McpChannel.STREAMABLE_STATELESS;
    };
  }

  private static FunctionTool tool(String name, String argument, UnaryOperator<String> body) {
    return new FunctionToolDesc(name)
        .description("Plays its part.")
        .stringParamAdd(argument, "What to do it with.")
        .doHandle(given -> body.apply(String.valueOf(given.get(argument))));
  }

  private static FunctionResource resource(String uri) {
    return new FunctionResourceDesc(uri)
        .uri(uri)
        .mimeType("text/plain")
        .doHandle(asked -> Scenario.note(uri));
  }

  private static FunctionPrompt prompt(String name) {
    return new FunctionPromptDesc(name)
        .description("A prompt.")
        .doHandle(given -> List.of(ChatMessage.ofUser(Scenario.prompt(name))));
  }
}
