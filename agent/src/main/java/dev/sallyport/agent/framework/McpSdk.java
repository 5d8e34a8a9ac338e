package dev.sallyport.agent.framework;

import dev.sallyport.agent.gate.Gates;
import dev.sallyport.agent.gate.ToolGate;
import dev.sallyport.agent.weave.Check;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.agent.weave.Rows;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * The official MCP Java SDK, 0.7 to 2.x, and what is built on it.
 *
 * <p>In every line a private method of the asynchronous server makes the handler of {@code
 * tools/call} and the one of {@code tools/list}; synchronous servers wrap an asynchronous one. What
 * it returns is replaced by a proxy of the handler's own interface. The proxy stands before the
 * SDK's look-up of the tool and before its own validation.
 */
public final class McpSdk implements Gates.Replacement {
  private static final String SERVER = "io/modelcontextprotocol/server/";

  private final ToolGate gate;

  public McpSdk(ToolGate gate) {
    this.gate = gate;
  }

  // spotless:off
  public static List<Hook> rows() {
    Rows rows = new Rows();
    handlers(rows.whenLoaded(SERVER + "McpAsyncServer")
        .unlessMovedTo(SERVER + "McpAsyncServer$AsyncServerImpl"));     // 0.8 and 0.9
    handlers(rows.whenLoaded(SERVER + "McpAsyncServer$AsyncServerImpl"));
    handlers(rows.whenLoaded(SERVER + "McpAsyncServer$LegacyAsyncServer"));
    handlers(rows.whenLoaded(SERVER + "McpStatelessAsyncServer"));      // from 0.11
    return rows.rows();
  }
  // spotless:on

  private static void handlers(Rows rows) {
    rows.replace("toolsCallRequestHandler", "()*", Check.TOOL_CALL)
        .replace("toolsListRequestHandler", "()*", Check.TOOL_LIST);
  }

  @Override
  public Object replace(Hook hook, Object server, Object handler) {
    try {
      return proxy(hook, server, handler);
    } catch (RuntimeException | LinkageError e) {
      if (gate.refusesAfter(hook.id(), e)) {
        throw e;
      }
      return handler;
    }
  }

  private Object proxy(Hook hook, Object server, Object handler) {
    Class<?> type = handlerType(handler);
    Sdk sdk = Sdk.of(server.getClass().getClassLoader());
    InvocationHandler proxy =
        hook.check() == Check.TOOL_CALL
            ? new CallHandler(gate, sdk, handler, hook.id())
            : new ListHandler(gate, sdk, handler);
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, proxy);
  }

  /** The one interface of the SDK that a handler, usually a lambda, has. */
  private static Class<?> handlerType(Object handler) {
    for (Class<?> type : handler.getClass().getInterfaces()) {
      if (type.getName().startsWith("io.modelcontextprotocol.")) {
        return type;
      }
    }
    throw new IllegalStateException("no handler interface on " + handler.getClass().getName());
  }
}
