package dev.sallyport.agent.framework;

import dev.sallyport.agent.gate.ToolGate;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stands in for the SDK's handler of {@code tools/list}: shows what may be called. */
final class ListHandler implements InvocationHandler {
  private final ToolGate gate;
  private final Sdk sdk;
  private final Object handler;

  ListHandler(ToolGate gate, Sdk sdk, Object handler) {
    this.gate = gate;
    this.sdk = sdk;
    this.handler = handler;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (!method.getName().equals("handle")) {
      return Handlers.invoke(handler, method, arguments);
    }
    gate.listed();
    Object mono = Handlers.mono(sdk.reactor(), handler, method, arguments);
    return sdk.reactor().map(mono, this::shown);
  }

  private Object shown(Object listed) {
    List<?> tools = sdk.tools(listed);
    List<Object> shown = new ArrayList<>();
    for (Object tool : tools) {
      if (gate.shows(sdk.toolName(tool))) {
        shown.add(tool);
      }
    }
    return shown.size() == tools.size() ? listed : sdk.withTools(listed, shown);
  }
}
