package dev.sallyport.testapps.frameworks;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.env.Environment;

/** The scenario on Spring AI; the command line is that of {@link Way}. */
@SpringBootApplication(proxyBeanMethods = false)
public class Main {

  public static void main(String[] arguments) {
    Way way = Way.of(arguments);
    Environment environment =
        new SpringApplicationBuilder(Main.class).properties(properties(way)).run().getEnvironment();
    if (way.transport() != Transport.STDIO) {
      way.tellListening(environment.getRequiredProperty("local.server.port", Integer.class));
    }
  }

  /** As a server has them in its {@code application.properties}. */
  private static Map<String, Object> properties(Way way) {
    Map<String, Object> properties = new HashMap<>();
    // Because stdout is the protocol's.
    properties.put("spring.main.banner-mode", "off");
    properties.put("logging.level.root", "off");
    if (way.transport() == Transport.STDIO) {
      properties.put("spring.main.web-application-type", "none");
      properties.put("spring.ai.mcp.server.stdio", true);
    } else {
      properties.put("server.address", Way.LOOPBACK);
      properties.put("server.port", way.port());
      // Else it waits for streams of clients that have left.
      properties.put("server.shutdown", "immediate");
      properties.put("spring.ai.mcp.server.protocol", way.transport().name());
    }
    return properties;
  }
}
