package dev.sallyport.agent.framework.sdk;

import dev.sallyport.agent.framework.Answers;
import dev.sallyport.agent.framework.Asked;
import dev.sallyport.agent.framework.Use;
import dev.sallyport.agent.gate.ToolGate;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Stands in for the SDK's handler of a request that uses what the server offers. */
final class UseHandler implements InvocationHandler {
  private final ToolGate gate;
  private final Reactor reactor;
  private final Answers<Object> answers;
  private final Function<@Nullable Object, Asked> reading;
  private final Object handler;
  private final Channels channels;
  private final String hook;

  /**
   * A stand-in.
   *
   * @param answers each a {@code Mono}
   * @param reading what the parameters of the request ask for
   */
  UseHandler(
      ToolGate gate,
      Reactor reactor,
      Answers<Object> answers,
      Function<@Nullable Object, Asked> reading,
      Object handler,
      Channels channels,
      String hook) {
    this.gate = gate;
    this.reactor = reactor;
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
    return reactor.defer(() -> guardedOrBare(method, arguments, parameters));
  }

  /** In audit mode a fault of ours must not be the server's. */
  private Object guardedOrBare(Method method, Object[] arguments, @Nullable Object parameters) {
    try {
      return guarded(method, arguments, parameters);
    } catch (RuntimeException | LinkageError e) {
      return gate.refusesAfter(hook, e)
          ? reactor.error(e)
          : Handlers.mono(reactor, handler, method, arguments);
    }
  }

  private Object guarded(Method method, Object[] arguments, @Nullable Object parameters) {
    Use<Object> use =
        Use.of(gate, answers, reading.apply(parameters), channels.of(arguments), hook);
    Object refusal = use.refusal();
    return refusal == null ? answered(use, method, arguments) : refusal;
  }

  private Object answered(Use<Object> use, Method method, Object[] arguments) {
    Object answer =
        reactor.around(
            reactor.defer(() -> Handlers.mono(reactor, handler, method, arguments)),
            use::begin,
            use::leave);
    answer = reactor.flatMap(answer, use::settle);
    answer = reactor.onErrorResume(answer, failure -> failed(use, failure));
    // Not after it: whoever got the answer may ask again before what it took is given back.
    return reactor.before(answer, use::end);
  }

  /**
   * Reactor disposes of a callable that threw, which can interrupt the thread that threw while it
   * still passes the failure on; a channel that it writes the refusal to would be closed by that.
   */
  private Object failed(Use<Object> use, Throwable failure) {
    Object answer = use.failed(failure);
    return use.isRefused() ? reactor.elsewhere(answer) : answer;
  }
}
