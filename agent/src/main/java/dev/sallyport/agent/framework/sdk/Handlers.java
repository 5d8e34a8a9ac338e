package dev.sallyport.agent.framework.sdk;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Calls the handler that a proxy stands in for. */
final class Handlers {
  private Handlers() {}

  static @Nullable Object invoke(Object handler, Method method, @Nullable Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(handler, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** The handler's mono; what it throws instead is the mono's error, as Reactor has it. */
  static Object mono(Reactor reactor, Object handler, Method method, Object[] arguments) {
    try {
      Object mono = invoke(handler, method, arguments);
      return mono == null ? reactor.error(new NullPointerException()) : mono;
    } catch (Throwable e) {
      return reactor.error(e);
    }
  }
}
