package dev.sallyport.agent.client;

import java.lang.invoke.MethodHandle;
import java.util.Objects;

/** What Apache HttpClient 4 wrapped a request in. */
final class ApacheWrappers extends ClassValue<MethodHandle> {
  private static final String WRAPPER = "org.apache.http.client.methods.HttpRequestWrapper";
  private static final ApacheWrappers ALL = new ApacheWrappers();

  /** What was wrapped last. */
  static Object original(Object wrapper) throws Throwable {
    MethodHandle method = ALL.get(wrapper.getClass());
    return Objects.requireNonNull((Object) method.invokeExact(wrapper));
  }

  @Override
  protected MethodHandle computeValue(Class<?> type) {
    try {
      Class<?> wrapper = Types.named(type, WRAPPER);
      return Types.method(wrapper, "getOriginal", Types.named(type, "org.apache.http.HttpRequest"));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
