package dev.sallyport.agent.framework;

import dev.sallyport.agent.context.Call;
import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.credential.Redaction;
import dev.sallyport.agent.gate.ToolGate;
import dev.sallyport.agent.record.Outcome;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Stands in for the SDK's handler of a request that uses what the server offers. */
final class UseHandler implements InvocationHandler {
  private static final int MOST_CAUSES = 32;

  private final ToolGate gate;
  private final Sdk sdk;
  private final Answers answers;
  private final Function<@Nullable Object, Asked> reading;
  private final Object handler;
  private final Channels channels;
  private final String hook;

  /**
   * A stand-in.
   *
   * @param reading what the parameters of the request ask for
   */
  UseHandler(
      ToolGate gate,
      Sdk sdk,
      Answers answers,
      Function<@Nullable Object, Asked> reading,
      Object handler,
      Channels channels,
      String hook) {
    this.gate = gate;
    this.sdk = sdk;
    this.answers = answers;
    this.reading = reading;
    this.handler = handler;
    this.channels = channels;
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
    Asked asked = reading.apply(parameters);
    ToolGate.Admission admission =
        gate.admit(
            asked.invocation(),
            asked.argumentKeys(),
            asked.traceparent(),
            channels.of(arguments),
            hook);
    if (admission.refusal() != null) {
      return answers.refusal(List.of(admission.refusal().id()));
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
    answer = reactor.flatMap(answer, result -> settle(context, call, result, outcome));
    answer = reactor.onErrorResume(answer, failure -> failed(context, call, failure, outcome));
    return reactor.doFinally(answer, () -> gate.end(call, outcome.get()));
  }

  /** A handler that failed after a denial answers with the refusal; one that coped is believed. */
  private Object settle(
      Context context, Call call, Object result, AtomicReference<Outcome> outcome) {
    boolean failed = answers.isFailure(result);
    if (!call.blocked().isEmpty() && (failed || gate.failsOnDenial(call.of()))) {
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
    return sdk.reactor().just(blocked.isEmpty() ? shown : answers.withDecisions(shown, blocked));
  }

  private Object refused(Call call, AtomicReference<Outcome> outcome) {
    outcome.set(Outcome.REFUSED);
    return answers.refusal(call.blocked());
  }

  private Object failed(
      Context context, Call call, Throwable failure, AtomicReference<Outcome> outcome) {
    if (!call.blocked().isEmpty()) {
      return refused(call, outcome);
    }
    Redaction redaction = gate.redaction();
    String message = redaction == null ? "" : message(failure, redaction);
    return redaction == null
        ? sdk.reactor().error(failure)
        : switch (disclosure(context, redaction)) {
          case SHOWN -> sdk.reactor().error(failure);
          case REDACTED -> answers.failure(message);
          case REFUSED -> refused(call, outcome);
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
}
