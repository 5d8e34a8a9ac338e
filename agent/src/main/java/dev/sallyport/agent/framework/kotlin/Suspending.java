package dev.sallyport.agent.framework.kotlin;

import dev.sallyport.agent.framework.json.Reply;
import dev.sallyport.agent.framework.json.Requests;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Stands in for a handler: a function of the request and what else is known, which suspends. */
final class Suspending implements InvocationHandler {
  private final Function<Object, @Nullable Requests> before;
  private final Coroutines coroutines;
  private final Session session;
  private final Object handler;

  /**
   * For one.
   *
   * @param before what stands before it for a request; null where nothing does
   * @param session that the requests are of
   */
  Suspending(
      Function<Object, @Nullable Requests> before,
      Coroutines coroutines,
      Session session,
      Object handler) {
    this.before = before;
    this.coroutines = coroutines;
    this.session = session;
    this.handler = handler;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object[] arguments) {
    if (!method.getName().equals("invoke")) {
      return Types.call(method, handler, arguments == null ? new Object[0] : arguments);
    }
    Object continued = arguments[2];
    Requests requests = before.apply(arguments[0]);
    Reply reply =
        requests == null
            ? coroutines.call(handler, arguments[0], arguments[1], continued)
            : requests.answer(
                arguments[0],
                session.readsInput(),
                replied -> {
                  Reply answered =
                      coroutines.call(
                          handler,
                          arguments[0],
                          arguments[1],
                          coroutines.continuing(continued, replied));
                  return answered == null ? null : replied.apply(answered);
                });
    return reply == null ? coroutines.suspended() : coroutines.returned(reply, continued);
  }
}
