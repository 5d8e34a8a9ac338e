package dev.sallyport.testapps.frameworks;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;

/** The scenario on Micronaut; the command line is that of {@link Way}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Way way = Way.of(arguments);
    if (way.transport() == Transport.STDIO) {
      start(Map.of(), "STDIO", Offers.overStdio());
    } else {
      Map<String, Object> server =
          Map.of(
              "micronaut.server.host",
              Way.LOOPBACK,
              "micronaut.server.port",
              way.port() == 0 ? -1 : way.port(),
              "micronaut.mcp.server.endpoint",
              way.transport().path());
      ApplicationContext context = start(server, "HTTP", Offers.stateless());
      way.tellListening(context.getBean(EmbeddedServer.class).start().getPort());
    }
  }

  private static ApplicationContext start(
      Map<String, Object> server, String transport, Object[] offers) {
    return ApplicationContext.builder()
        .banner(false)
        .deduceEnvironment(false)
        .properties(server)
        .properties(
            Map.of(
                "micronaut.mcp.server.transport", transport,
                "micronaut.mcp.server.info.name", "frameworks-micronaut",
                "micronaut.mcp.server.info.version", "1.0.0"))
        .singletons(offers)
        .start();
  }
}
