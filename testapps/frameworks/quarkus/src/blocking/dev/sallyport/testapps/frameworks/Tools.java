package dev.sallyport.testapps.frameworks;

import io.quarkiverse.mcp.server.Tool;
import jakarta.inject.Singleton;

/** All on threads of the framework's pool. */
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

  @Tool(name = Scenario.READ_FILE, description = "Reads a text file.")
  String readFile(String path) {
    return Scenario.readFile(path);
  }

  @Tool(name = Scenario.FETCH_URL, description = "Fetches a page.")
  String fetchUrl(String url) {
    return Scenario.fetchUrl(url);
  }
}
