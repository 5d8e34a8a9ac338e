package dev.sallyport.agent.framework.helidon;

import dev.sallyport.agent.gate.Gates;
import dev.sallyport.agent.gate.ToolGate;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.agent.weave.Rows;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Helidon's MCP server, which has a handler of JSON-RPC for each method of the protocol, all given
 * to their routing in one constructor. Each is replaced by one that stands before it.
 */
public final class HelidonMcp implements Gates.Replacement {
  private static final String FEATURE = "io/helidon/extensions/mcp/server/McpServerFeature";
  private static final String RPC = "io/helidon/webserver/jsonrpc/JsonRpcHandler";

  private final ToolGate gate;

  public HelidonMcp(ToolGate gate) {
    this.gate = gate;
  }

  public static List<Hook> rows() {
    return new Rows()
        .whenLoaded(FEATURE)
        .handlerBefore(
            new Hook.Callee(
                RPC + "s$Builder",
                "method",
                "(Ljava/lang/String;L" + RPC + ";)L" + RPC + "s$BuilderBase;"),
            "<init>",
            "(Lio/helidon/extensions/mcp/server/McpServerConfig;)V",
            /* handler= */ 1)
        .rows();
  }

  @Override
  public Object replace(Hook hook, Object owner, Object result) {
    throw new IllegalStateException(hook.id());
  }

  @Override
  public Object exchange(Hook hook, @Nullable Object owner, Object server, Object handler) {
    try {
      HelidonServer types = new HelidonServer(server);
      return Proxy.newProxyInstance(
          server.getClass().getClassLoader(),
          new Class<?>[] {types.handler()},
          new RpcHandler(gate, types, handler, hook.id()));
    } catch (RuntimeException | LinkageError e) {
      if (gate.refusesAfter(hook.id(), e)) {
        throw e;
      }
      return handler;
    }
  }
}
