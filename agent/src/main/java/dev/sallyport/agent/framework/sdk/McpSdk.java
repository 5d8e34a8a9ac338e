package dev.sallyport.agent.framework.sdk;

import dev.sallyport.agent.framework.Answers;
import dev.sallyport.agent.framework.Asked;
import dev.sallyport.agent.framework.ProcessInput;
import dev.sallyport.agent.gate.Gates;
import dev.sallyport.agent.gate.ToolGate;
import dev.sallyport.agent.weave.Check;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.agent.weave.Rows;
import dev.sallyport.policy.decide.Principal;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The official MCP Java SDK, 0.7 to 2.x, and what is built on it.
 *
 * <p>In every line a private method of the asynchronous server makes the handler of each method of
 * the protocol; synchronous servers wrap an asynchronous one. What it returns is replaced by a
 * proxy of the handler's own interface. The proxy stands before the SDK's look-up of the tool,
 * resource or prompt and before its own validation.
 */
public final class McpSdk implements Gates.Replacement {
  private static final String SERVER = "io/modelcontextprotocol/server/";

  private final ToolGate gate;

  private final ProcessInput input = new ProcessInput();

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
    laterHandlers(rows.optional(SERVER + "McpAsyncServer"));
    laterHandlers(rows.optional(SERVER + "McpStatelessAsyncServer"));
    return rows.rows();
  }
  // spotless:on

  private static void handlers(Rows rows) {
    rows.replace("toolsCallRequestHandler", "()*", Check.TOOL_CALL)
        .replace("toolsListRequestHandler", "()*", Check.TOOL_LIST)
        .replace("resourcesReadRequestHandler", "()*", Check.RESOURCE_READ)
        .replace("resourcesListRequestHandler", "()*", Check.RESOURCE_LIST)
        .replace("resourceTemplateListRequestHandler", "()*", Check.TEMPLATE_LIST)
        .replace("promptsGetRequestHandler", "()*", Check.PROMPT_GET)
        .replace("promptsListRequestHandler", "()*", Check.PROMPT_LIST);
  }

  private static void laterHandlers(Rows rows) {
    rows.replace("completionCompleteRequestHandler", "()*", Check.COMPLETION) // from 0.10
        .replace(
            "resourcesSubscribeRequestHandler", "()*", Check.RESOURCE_SUBSCRIPTION); // from 1.1
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
        standIn(hook, sdk, new Instructions(server), handler, new Channels(server, input));
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, proxy);
  }

  private InvocationHandler standIn(
      Hook hook, Sdk sdk, Instructions instructions, Object handler, Channels channels) {
    return switch (hook.check()) {
      case TOOL_CALL -> use(hook, sdk, sdk.ofTools(), Asked::toolCall, handler, channels);
      case RESOURCE_READ -> use(hook, sdk, sdk.ofRequests(), Asked::reading, handler, channels);
      case RESOURCE_SUBSCRIPTION ->
          use(hook, sdk, sdk.ofRequests(), Asked::subscription, handler, channels);
      case PROMPT_GET -> use(hook, sdk, sdk.ofRequests(), Asked::prompt, handler, channels);
      case COMPLETION -> use(hook, sdk, sdk.ofRequests(), Asked::completion, handler, channels);
      case TOOL_LIST ->
          list(
              hook,
              sdk,
              sdk.listing("ListToolsResult", "tools", "Tool", "name"),
              Principal.Tool::new,
              instructions,
              handler,
              channels);
      case RESOURCE_LIST ->
          list(
              hook,
              sdk,
              sdk.listing("ListResourcesResult", "resources", "Resource", "uri"),
              Principal.Resource::new,
              instructions,
              handler,
              channels);
      case TEMPLATE_LIST ->
          list(
              hook,
              sdk,
              sdk.listing(
                  "ListResourceTemplatesResult",
                  "resourceTemplates",
                  "ResourceTemplate",
                  "uriTemplate"),
              Principal.ResourceTemplate::new,
              instructions,
              handler,
              channels);
      case PROMPT_LIST ->
          list(
              hook,
              sdk,
              sdk.listing("ListPromptsResult", "prompts", "Prompt", "name"),
              Principal.Prompt::new,
              instructions,
              handler,
              channels);
      default -> throw new IllegalStateException(hook.id());
    };
  }

  private InvocationHandler use(
      Hook hook,
      Sdk sdk,
      Answers<Object> answers,
      Function<@Nullable Object, Asked> reading,
      Object handler,
      Channels channels) {
    return new UseHandler(gate, sdk.reactor(), answers, reading, handler, channels, hook.id());
  }

  private InvocationHandler list(
      Hook hook,
      Sdk sdk,
      Listing listing,
      Function<String, Principal.Primitive> primitive,
      Instructions instructions,
      Object handler,
      Channels channels) {
    return new ListHandler(
        gate, sdk.reactor(), listing, primitive, instructions, handler, channels, hook.id());
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
