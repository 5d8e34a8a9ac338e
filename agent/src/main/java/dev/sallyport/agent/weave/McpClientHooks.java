package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.SELF;

import dev.sallyport.agent.enforce.Denial;
import java.util.List;

/**
 * The transports of the official MCP Java SDK's clients, 0.7 to 2.x, and of what is built on it.
 *
 * <p>Whatever a client does, it connects and sends messages, and does so in the context of whoever
 * wants it done. The messages of other clients are told on the wire, by {@code WireGate}.
 */
public final class McpClientHooks {
  private static final String TRANSPORT = "io/modelcontextprotocol/client/transport/";
  private static final String MESSAGE = "Lio/modelcontextprotocol/spec/McpSchema$JSONRPCMessage;";

  private McpClientHooks() {}

  // spotless:off
  public static List<Hook> rows() {
    Rows rows = new Rows();
    transport(rows.whenLoaded(TRANSPORT + "StdioClientTransport"));
    transport(rows.whenLoaded(TRANSPORT + "HttpClientSseClientTransport"));
    transport(rows.whenLoaded(TRANSPORT + "HttpClientStreamableHttpTransport"));   // from 0.11
    return rows.rows();
  }
  // spotless:on

  private static void transport(Rows rows) {
    rows.check(
            "connect", "(Ljava/util/function/Function;)*", Check.MCP_CLIENT, Denial.SECURITY, SELF)
        .check("sendMessage", "(" + MESSAGE + ")*", Check.MCP_CLIENT, Denial.SECURITY, SELF);
  }
}
