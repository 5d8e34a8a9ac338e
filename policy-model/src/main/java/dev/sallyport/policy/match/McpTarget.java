package dev.sallyport.policy.match;

import org.jspecify.annotations.Nullable;

/**
 * An MCP server to be a client of.
 *
 * @param endpoint null for a program that is talked to by its standard input and output
 */
public record McpTarget(@Nullable Endpoint endpoint) {
  private static final String STDIO = "stdio";

  /** Parses {@code host:port}, or {@code stdio}. */
  public static McpTarget parse(String text) throws Malformed {
    return new McpTarget(text.equals(STDIO) ? null : Endpoint.parse(text));
  }

  /**
   * Whether it covers a server.
   *
   * @param server {@code host:port}, or {@code stdio}
   */
  public boolean covers(String server) {
    if (endpoint == null) {
      return server.equals(STDIO);
    }
    int colon = server.lastIndexOf(':');
    return colon >= 0
        && endpoint.covers(server.substring(0, colon), Ports.number(server.substring(colon + 1)));
  }

  /** How narrow it is: the more, the more specific. */
  public int specificity() {
    return endpoint == null ? 0 : endpoint.host().specificity();
  }
}
