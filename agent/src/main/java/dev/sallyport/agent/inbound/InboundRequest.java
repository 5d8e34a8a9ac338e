package dev.sallyport.agent.inbound;

import java.util.List;

/**
 * A request that this server got.
 *
 * @param authorizations the values of its {@code Authorization} headers
 * @param sessions the values of its {@code Mcp-Session-Id} headers
 */
public record InboundRequest(List<String> authorizations, List<String> sessions) {

  public InboundRequest {
    authorizations = List.copyOf(authorizations);
    sessions = List.copyOf(sessions);
  }
}
