package dev.sallyport.agent.framework.kotlin;

import dev.sallyport.agent.framework.ProcessInput;
import dev.sallyport.agent.framework.json.Protocol;
import dev.sallyport.agent.framework.json.Requests;
import dev.sallyport.agent.gate.Gates;
import dev.sallyport.agent.gate.ToolGate;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.agent.weave.Rows;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Kotlin SDK, from 0.8.
 *
 * <p>A session is given a handler for each method of the protocol, be it by the SDK's own server or
 * by the application; all of them go through one method. What it is given is replaced by a function
 * of the same kind, which stands before the SDK's look-up of the tool, resource or prompt. Unlike
 * the method behind it, a function is not entered again when a coroutine resumes.
 */
public final class KotlinSdk implements Gates.Replacement {
  private static final String SDK = "io/modelcontextprotocol/kotlin/sdk/";

  private final ToolGate gate;
  private final ProcessInput input = new ProcessInput();

  public KotlinSdk(ToolGate gate) {
    this.gate = gate;
  }

  public static List<Hook> rows() {
    return new Rows()
        .whenLoaded(SDK + "shared/Protocol")
        .handler(
            "setRequestHandlerInternal",
            "(L" + SDK + "types/Method;Lkotlin/jvm/functions/Function3;)V",
            /* of= */ 0,
            /* handler= */ 1)
        .rows();
  }

  @Override
  public Object replace(Hook hook, Object owner, Object result) {
    throw new IllegalStateException(hook.id());
  }

  @Override
  public Object exchange(Hook hook, @Nullable Object session, Object of, Object handler) {
    try {
      Types types = Types.of(of.getClass().getClassLoader());
      Protocol method = Protocol.of(types.name(of));
      return method == null ? handler : standIn(types, method, session, handler, hook.id());
    } catch (RuntimeException | LinkageError e) {
      if (gate.refusesAfter(hook.id(), e)) {
        throw e;
      }
      return handler;
    }
  }

  private Object standIn(
      Types types, Protocol method, @Nullable Object session, Object handler, String hook) {
    Requests requests = new Requests(gate, method, types.messages(), hook);
    return Proxy.newProxyInstance(
        handler.getClass().getClassLoader(),
        new Class<?>[] {types.coroutines().function()},
        new Suspending(requests, types.coroutines(), new Session(session, input), handler));
  }
}
