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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The Kotlin SDK, from 0.8.
 *
 * <p>A session is given a handler for each method of the protocol, be it by the SDK's own server or
 * by the application; all of them go through one method. One for whatever has no handler may be set
 * besides. What it is given is replaced by a function of the same kind, which stands before the
 * SDK's look-up of the tool, resource or prompt. Unlike the method behind it, a function is not
 * entered again when a coroutine resumes.
 */
public final class KotlinSdk implements Gates.Replacement {
  private static final String SDK = "io/modelcontextprotocol/kotlin/sdk/";
  private static final String FALLBACK = "setFallbackRequestHandler";

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
        .handler(FALLBACK, "(Lkotlin/jvm/functions/Function3;)V", /* of= */ 0, /* handler= */ 0)
        .rows();
  }

  @Override
  public Object replace(Hook hook, Object owner, Object result) {
    throw new IllegalStateException(hook.id());
  }

  @Override
  public @Nullable Object exchange(
      Hook hook, @Nullable Object session, @Nullable Object of, @Nullable Object handler) {
    // A fallback can be taken back.
    if (of == null || handler == null) {
      return handler;
    }
    try {
      Types types = Types.of(of.getClass().getClassLoader());
      Session with = new Session(session, input);
      if (hook.method().equals(FALLBACK)) {
        return standIn(
            types, request -> requests(types, types.asked(request), hook.id()), with, handler);
      }
      Requests requests = requests(types, types.name(of), hook.id());
      return requests == null ? handler : standIn(types, request -> requests, with, handler);
    } catch (RuntimeException | LinkageError e) {
      if (gate.refusesAfter(hook.id(), e)) {
        throw e;
      }
      return handler;
    }
  }

  /** What stands before a handler of that method; null where nothing does. */
  private @Nullable Requests requests(Types types, String name, String hook) {
    Protocol method = Protocol.of(name);
    return method == null ? null : new Requests(gate, method, types.messages(), hook);
  }

  private static Object standIn(
      Types types, Function<Object, @Nullable Requests> before, Session with, Object handler) {
    return Proxy.newProxyInstance(
        handler.getClass().getClassLoader(),
        new Class<?>[] {types.coroutines().function()},
        new Suspending(before, types.coroutines(), with, handler));
  }
}
