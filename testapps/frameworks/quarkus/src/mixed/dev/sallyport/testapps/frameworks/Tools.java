package dev.sallyport.testapps.frameworks;

import io.quarkiverse.mcp.server.Tool;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** On a pool, on the event loop, and on a virtual thread where the JDK has them. */
@Singleton
class Tools {

  @Tool(name = Scenario.ECHO, description = "Says what it was told.")
  String echo(String text) {
    return Scenario.echo(text);
  }

  @Tool(name = Scenario.SHOUT, description = "Says it louder.")
  String shout(String text) {
    return Scenario.shout(text);
  }

  @NonBlocking
  @Tool(name = Scenario.READ_FILE, description = "Reads a text file.")
  Uni<String> readFile(String path) {
    return Uni.createFrom().item(() -> Scenario.readFile(path));
  }

  @RunOnVirtualThread
  @Tool(name = Scenario.FETCH_URL, description = "Fetches a page.")
  String fetchUrl(String url) {
    return Scenario.fetchUrl(url);
  }
}
