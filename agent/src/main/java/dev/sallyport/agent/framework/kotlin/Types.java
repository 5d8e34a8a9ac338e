package dev.sallyport.agent.framework.kotlin;

import dev.sallyport.agent.framework.json.Messages;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * What the adapter uses of one application's SDK.
 *
 * @param value of what names a method of the protocol
 * @param asked the name of the method that a request is for
 */
record Types(Coroutines coroutines, Messages messages, Method value, Method asked) {
  static final String PACKAGE = "io.modelcontextprotocol.kotlin.sdk.types.";

  static Types of(ClassLoader loader) {
    try {
      return new Types(
          new Coroutines(loader),
          new KotlinMessages(loader),
          loader.loadClass(PACKAGE + "Method").getMethod("getValue"),
          loader.loadClass(PACKAGE + "JSONRPCRequest").getMethod("getMethod"));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Kotlin SDK is not built as those that are known", e);
    }
  }

  /** What a method of the protocol is called. */
  String name(Object method) {
    return String.valueOf(call(value, method));
  }

  /** What the method is called that a request is for. */
  String asked(Object request) {
    return String.valueOf(call(asked, request));
  }

  static Object call(Method method, Object target, Object... arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
