package dev.sallyport.agent.framework;

import dev.sallyport.agent.context.Call;
import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.credential.Redaction;
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
  private static final int MOST_CAUSES = 32;

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
    Context context = admission.context();
    answer = reactor.map(answer, result -> settle(context, call, result, outcome));
    answer = reactor.onErrorResume(answer, failure -> failed(context, call, failure, outcome));
    return reactor.doFinally(answer, () -> gate.end(call, outcome.get()));
  }

  /** A handler that failed after a denial answers with the refusal; one that coped is believed. */
  private Object settle(
      Context context, Call call, Object result, AtomicReference<Outcome> outcome) {
    boolean failed = sdk.isError(result);
    if (!call.blocked().isEmpty() && (failed || gate.failsOnDenial(call.tool()))) {
      return refused(call, outcome);
    }
    Object shown = result;
    Redaction redaction = gate.redaction();
    if (redaction != null) {
      Object screened = sdk.screened(result, redaction);
      switch (disclosure(context, redaction)) {
        case SHOWN -> {}
        case REDACTED -> shown = screened;
        case REFUSED -> {
          return refused(call, outcome);
        }
      }
    }
    outcome.set(failed ? Outcome.ERROR : Outcome.OK);
    List<String> blocked = call.blocked();
    return blocked.isEmpty() ? shown : sdk.withDecisions(shown, blocked);
  }

  private Object refused(Call call, AtomicReference<Outcome> outcome) {
    outcome.set(Outcome.REFUSED);
    return sdk.refusal(call.blocked());
  }

  private Object failed(
      Context context, Call call, Throwable failure, AtomicReference<Outcome> outcome) {
    if (!call.blocked().isEmpty()) {
      return sdk.reactor().just(refused(call, outcome));
    }
    Redaction redaction = gate.redaction();
    String message = redaction == null ? "" : message(failure, redaction);
    return redaction == null
        ? sdk.reactor().error(failure)
        : switch (disclosure(context, redaction)) {
          case SHOWN -> sdk.reactor().error(failure);
          case REDACTED -> sdk.reactor().just(sdk.error(message));
          case REFUSED -> sdk.reactor().just(refused(call, outcome));
        };
  }

  /** What a failure says, its causes included, since servers tell either. */
  private static String message(Throwable failure, Redaction redaction) {
    String message = redaction.of(String.valueOf(failure.getMessage()));
    Throwable cause = failure.getCause();
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      redaction.of(String.valueOf(cause.getMessage()));
      cause = cause.getCause();
    }
    return message;
  }

  private ToolGate.Disclosure disclosure(Context context, Redaction redaction) {
    return redaction.names().isEmpty()
        ? ToolGate.Disclosure.SHOWN
        : gate.disclose(context, redaction.names(), hook);
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
