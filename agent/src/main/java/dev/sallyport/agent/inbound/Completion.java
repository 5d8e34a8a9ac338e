package dev.sallyport.agent.inbound;

import dev.sallyport.agent.context.Serving;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** {@code AsyncListener}: is told when a request was answered that its method returned before. */
final class Completion implements InvocationHandler {
  private static final String ADD = "addListener";

  private final Serving serving;

  private Completion(Serving serving) {
    this.serving = serving;
  }

  /**
   * Ends a request with its answer.
   *
   * @param context {@code AsyncContext} of the request
   */
  static void listen(@Nullable Object context, Serving serving) throws Throwable {
    Method add = context == null ? null : adding(context.getClass());
    if (add == null) {
      serving.end();
      return;
    }
    Class<?> type = add.getParameterTypes()[0];
    add.invoke(
        context,
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, new Completion(serving)));
  }

  private static @Nullable Method adding(@Nullable Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      for (Class<?> api : each.getInterfaces()) {
        for (Method method : api.getMethods()) {
          if (method.getName().equals(ADD) && method.getParameterCount() == 1) {
            return method;
          }
        }
      }
    }
    return null;
  }

  /** Whatever is told, but that it goes on: then the server has a listener added anew. */
  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    return switch (method.getName()) {
      case "onComplete" -> {
        serving.end();
        yield null;
      }
      case "onStartAsync" -> {
        Object event = arguments[0];
        listen(event.getClass().getMethod("getAsyncContext").invoke(event), serving);
        yield null;
      }
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      case "toString" -> "(completion)";
      default -> null;
    };
  }
}
