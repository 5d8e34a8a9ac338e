package dev.sallyport.testapps.http;

import dev.sallyport.testapps.http.jdk.JdkCallers;
import dev.sallyport.testapps.serving.Options;
import dev.sallyport.testapps.serving.ServedTool;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;

/**
 * {@code front-server --http PORT LIBRARY TOOL…}: the JDK's clients, and so many tools, all alike,
 * in a server that is reached by the HTTP server of a library.
 */
public final class FrontMain {
  private FrontMain() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.parse(arguments);
    List<String> operands = options.operands();
    if (operands.size() < 2 || options.port().isEmpty()) {
      System.err.println("usage: front-server --http PORT LIBRARY TOOL...");
      System.exit(2);
    }
    HttpTools tools = new HttpTools(new JdkCallers().all(), System.getenv());
    FrontTransport transport = new FrontTransport();
    McpServer.sync(transport)
        .serverInfo("front-server", "1.0.0")
        .tools(
            tools.all(operands.subList(1, operands.size())).stream()
                .map(FrontMain::specification)
                .toList())
        .build();
    int port = front(operands.get(0)).open(options.port().getAsInt(), transport::answer);
    System.err.println("listening on http://" + Front.LOOPBACK + ":" + port + "/mcp");
    new CountDownLatch(1).await();
  }

  private static SyncToolSpecification specification(ServedTool tool) {
    return new SyncToolSpecification(
        tool.definition(), (context, request) -> tool.body().apply(request));
  }

  private static Front front(String library) {
    return ServiceLoader.load(Front.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(front -> front.library().equals(library))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no server of " + library));
  }
}
