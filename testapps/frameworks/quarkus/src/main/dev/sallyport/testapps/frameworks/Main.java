package dev.sallyport.testapps.frameworks;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.eclipse.microprofile.config.ConfigProvider;

/** What the module offers, over its transport; the command line is {@link Way}'s. */
@QuarkusMain
public class Main implements QuarkusApplication {

  public static void main(String[] arguments) {
    Way way = Way.of(arguments);
    // Because stdout is the protocol's.
    System.setProperty("quarkus.banner.enabled", "false");
    System.setProperty("quarkus.log.level", "OFF");
    // Else Vert.x unpacks resources into a folder, and removes that as the server ends.
    System.setProperty("quarkus.vertx.caching", "false");
    System.setProperty("quarkus.vertx.classpath-resolving", "false");
    System.setProperty("quarkus.http.host", Way.LOOPBACK);
    System.setProperty("quarkus.http.port", Integer.toString(way.port()));
    Quarkus.run(Main.class, arguments);
  }

  @Override
  public int run(String... arguments) {
    Way way = Way.of(arguments);
    if (way.transport() != Transport.STDIO) {
      way.tellListening(ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class));
    }
    Quarkus.waitForExit();
    return 0;
  }
}
