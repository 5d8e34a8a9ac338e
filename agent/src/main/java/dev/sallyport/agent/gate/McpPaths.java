package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Arrival;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which requests are for the MCP server, told before they are read: not all that an HTTP server
 * answers is. A path is known by what was dispatched from it. Bounded.
 */
final class McpPaths {
  private static final int MOST = 64;

  /** What a browser asks before it sends a header that says who calls. */
  private static final String PREFLIGHT = "OPTIONS ";

  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /** A message was dispatched that came with it. */
  void dispatched(Arrival arrival) {
    String path = path(arrival);
    if (!path.isEmpty() && known.size() < MOST) {
      known.add(path);
    }
  }

  boolean isFor(Arrival arrival) {
    return !arrival.route().startsWith(PREFLIGHT)
        && (arrival.mcp() || known.contains(path(arrival)));
  }

  private static String path(Arrival arrival) {
    return arrival.route().substring(arrival.route().indexOf(' ') + 1);
  }
}
