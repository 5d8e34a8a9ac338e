package dev.sallyport.agent.gate;

import dev.sallyport.agent.client.Header;
import dev.sallyport.agent.client.Hop;
import dev.sallyport.agent.context.Context;
import dev.sallyport.policy.match.HttpUrl;
import dev.sallyport.policy.match.Malformed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells requests of MCP's clients by the headers that its transport over HTTP has ({@code
 * Mcp-Session-Id}, {@code MCP-Protocol-Version}).
 */
final class McpInspection implements Inspection {
  private static final String PREFIX = "mcp-";

  private final McpUse use;

  McpInspection(McpUse use) {
    this.use = use;
  }

  @Override
  public Inspected inspect(@Nullable Context context, Subject subject, Hop hop) {
    return isMcp(hop.headers())
        ? new Inspected(hop, use.pass(subject.hook(), context, List.of(target(hop.url()))))
        : new Inspected(hop, null);
  }

  private static boolean isMcp(List<Header> headers) {
    for (int i = 0; i < headers.size(); i++) {
      if (headers
          .get(i)
          .name()
          .regionMatches(/* ignoreCase= */ true, 0, PREFIX, 0, PREFIX.length())) {
        return true;
      }
    }
    return false;
  }

  private static String target(String url) {
    try {
      HttpUrl parsed = HttpUrl.parse(url);
      return Authority.of(parsed.host(), parsed.port());
    } catch (Malformed e) {
      return VisibleUrl.of(url);
    }
  }
}
