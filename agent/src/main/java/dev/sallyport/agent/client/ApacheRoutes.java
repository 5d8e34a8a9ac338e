package dev.sallyport.agent.client;

import java.lang.invoke.MethodHandle;
import java.util.Objects;

/** Where a route of Apache HttpClient 4 or 5 ends. */
final class ApacheRoutes extends ClassValue<MethodHandle> {
  private static final ApacheRoutes ALL = new ApacheRoutes();

  /** Of a route's type. */
  static Object targetHost(Object route) throws Throwable {
    MethodHandle method = ALL.get(route.getClass());
    return Objects.requireNonNull((Object) method.invokeExact(route));
  }

  @Override
  protected MethodHandle computeValue(Class<?> type) {
    try {
      return Types.method(type, "getTargetHost", type.getMethod("getTargetHost").getReturnType());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
