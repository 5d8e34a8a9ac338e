package dev.sallyport.agent.framework;

import dev.sallyport.agent.context.Call;
import dev.sallyport.agent.gate.ToolGate;
import dev.sallyport.agent.record.Outcome;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Stands in for the SDK's handler of {@code tools/call}. */
final class CallHandler implements InvocationHandler {
  private final ToolGate gate;
  private final Sdk sdk;
  private final Object handler;
  private final String hook;

  CallHandler(ToolGate gate, Sdk sdk, Object handler, String hook) {
    this.gate = gate;
    this.sdk = sdk;
    this.handler = handler;
    this.hook = hook;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (!method.getName().equals("handle")) {
      return Handlers.invoke(handler, method, arguments);
    }
    // The parameters are the last argument in every line; an exchange or context may stand before.
    Object parameters = arguments[arguments.length - 1];
    return sdk.reactor().defer(() -> guardedOrBare(method, arguments, parameters));
  }

  /** In audit mode a fault of ours must not be the server's. */
  private Object guardedOrBare(Method method, Object[] arguments, @Nullable Object parameters) {
    try {
      return guarded(method, arguments, parameters);
    } catch (RuntimeException | LinkageError e) {
      return gate.refusesAfter(hook, e)
          ? sdk.reactor().error(e)
          : Handlers.mono(sdk.reactor(), handler, method, arguments);
    }
  }

  private Object guarded(Method method, Object[] arguments, @Nullable Object parameters) {
    Request request = Request.read(parameters);
    ToolGate.Admission admission =
        gate.admit(request.tool(), request.argumentKeys(), request.traceparent(), hook);
    if (admission.refusal() != null) {
      return sdk.reactor().just(sdk.refusal(List.of(admission.refusal().id())));
    }
    return answered(admission, method, arguments);
  }

  private Object answered(ToolGate.Admission admission, Method method, Object[] arguments) {
    Reactor reactor = sdk.reactor();
    Call call = admission.context().call();
    AtomicReference<Outcome> outcome = new AtomicReference<>(Outcome.ERROR);
    Object answer =
        reactor.around(
            reactor.defer(() -> Handlers.mono(reactor, handler, method, arguments)),
            () -> gate.begin(admission.context()),
            gate::end);
    answer = reactor.map(answer, result -> settle(call, result, outcome));
    answer = reactor.onErrorResume(answer, failure -> failed(call, failure, outcome));
    return reactor.doFinally(answer, () -> gate.end(call, outcome.get()));
  }

  /** A handler that failed after a denial answers with the refusal; one that coped is believed. */
  private Object settle(Call call, Object result, AtomicReference<Outcome> outcome) {
    List<String> blocked = call.blocked();
    boolean failed = sdk.isError(result);
    if (blocked.isEmpty()) {
      outcome.set(failed ? Outcome.ERROR : Outcome.OK);
      return result;
    }
    if (failed || gate.failsOnDenial(call.tool())) {
      outcome.set(Outcome.REFUSED);
      return sdk.refusal(blocked);
    }
    outcome.set(Outcome.OK);
    return sdk.withDecisions(result, blocked);
  }

  private Object failed(Call call, Throwable failure, AtomicReference<Outcome> outcome) {
    List<String> blocked = call.blocked();
    if (blocked.isEmpty()) {
      return sdk.reactor().error(failure);
    }
    outcome.set(Outcome.REFUSED);
    return sdk.reactor().just(sdk.refusal(blocked));
  }

  /**
   * What the gate needs of a {@code tools/call} request. The SDK passes the raw JSON object.
   *
   * @param tool empty where it names none, which no policy lists
   */
  private record Request(String tool, List<String> argumentKeys, String traceparent) {
    static Request read(@Nullable Object parameters) {
      if (!(parameters instanceof Map<?, ?> map)) {
        return new Request("", List.of(), "");
      }
      List<String> keys = new ArrayList<>();
      if (map.get("arguments") instanceof Map<?, ?> arguments) {
        for (Object key : arguments.keySet()) {
          keys.add(String.valueOf(key));
        }
      }
      Object parent = map.get("_meta") instanceof Map<?, ?> meta ? meta.get("traceparent") : null;
      return new Request(text(map.get("name")), keys, text(parent));
    }

    private static String text(@Nullable Object value) {
      return value instanceof String string ? string : "";
    }
  }
}
