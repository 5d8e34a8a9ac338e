package dev.sallyport.testapps.guarded;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.sallyport.testapps.NodeTools;
import java.io.IOException;
import java.nio.file.Path;

/** Node.js and what runs on it, installed once for all tests of a build. */
final class NodeSetup {
  private NodeSetup() {}

  /** The tools; a test without them is skipped, and says why. */
  static NodeTools tools() throws IOException {
    Path runs = Path.of(System.getProperty("sallyport.runs", "target/runs"));
    try {
      return NodeTools.installed(runs.resolveSibling("npm").toAbsolutePath());
    } catch (NodeTools.Unavailable e) {
      return abort(e.getMessage());
    }
  }
}
