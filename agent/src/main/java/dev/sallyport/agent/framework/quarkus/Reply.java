package dev.sallyport.agent.framework.quarkus;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for what a request is answered by: the framework's {@code McpRequest}, which has a
 * {@code Sender}, or such a sender itself, which was called {@code Responder}.
 */
final class Reply implements InvocationHandler {
  private static final String RUNTIME = "io.quarkiverse.mcp.server.runtime.";
  private static final String OF_INPUT = "io.quarkiverse.mcp.server.stdio.runtime.";
  private static final String CONNECTION = "connection";
  private static final String SENDER = "sender";
  private static final String SEND = "send";

  /** What is a sender as well as a request is passed as a request. */
  private static final String[] TYPES = {"McpRequest", "Sender", "Responder"};

  private final Object target;
  private final UnaryOperator<Object> told;
  private @Nullable Object sender;

  private Reply(Object target, UnaryOperator<Object> told) {
    this.target = target;
    this.told = told;
  }

  /**
   * The same, by which other messages are sent.
   *
   * @param told what the client is told for a message of the framework's
   */
  static Object through(Object reply, UnaryOperator<Object> told) {
    return through(type(reply), reply, told);
  }

  private static Object through(Class<?> type, Object reply, UnaryOperator<Object> told) {
    return Proxy.newProxyInstance(
        type.getClassLoader(), new Class<?>[] {type}, new Reply(reply, told));
  }

  /**
   * Answers a request.
   *
   * @return the future of its having been sent, in lines that have one
   */
  static @Nullable Object send(Object reply, Object message) {
    return send(type(reply), reply, message);
  }

  /** Whether it answers to who writes to the input of this process, which one transport reads. */
  static boolean isOfInput(Object reply) {
    if (reply.getClass().getName().startsWith(OF_INPUT)) {
      return true;
    }
    for (Method method : type(reply).getMethods()) {
      if (method.getName().equals(CONNECTION)) {
        Object connection = invoke(method, reply);
        return connection != null && connection.getClass().getName().startsWith(OF_INPUT);
      }
    }
    return false;
  }

  private static @Nullable Object send(Class<?> type, Object reply, Object message) {
    for (Method method : type.getMethods()) {
      if (method.getName().equals(SEND)) {
        return invoke(method, reply, message);
      }
      if (method.getName().equals(SENDER)) {
        return send(method.getReturnType(), invoke(method, reply), message);
      }
    }
    throw new IllegalStateException(type.getName());
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] passed)
      throws Throwable {
    if (method.getName().equals(SENDER)) {
      return sender(method);
    }
    if (method.isDefault() && method.getName().startsWith(SEND)) {
      return InvocationHandler.invokeDefault(proxy, method, passed);
    }
    Object[] arguments = passed;
    if (method.getName().equals(SEND) && passed != null) {
      arguments = new Object[] {told.apply(passed[0])};
    }
    try {
      method.setAccessible(true);
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** One for all, of its own type: a request may be its own sender. */
  private synchronized Object sender(Method method) {
    if (sender == null) {
      sender = through(method.getReturnType(), invoke(method, target), told);
    }
    return sender;
  }

  private static Object invoke(Method method, Object target, Object... arguments) {
    try {
      method.setAccessible(true);
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> type(Object reply) {
    for (String name : TYPES) {
      Class<?> type = find(reply.getClass(), RUNTIME.concat(name));
      if (type != null) {
        return type;
      }
    }
    throw new IllegalStateException(reply.getClass().getName());
  }

  /** The interface of that name, of a class or what it extends. */
  private static @Nullable Class<?> find(@Nullable Class<?> type, String name) {
    if (type == null || type.getName().equals(name)) {
      return type;
    }
    for (Class<?> wider : type.getInterfaces()) {
      Class<?> found = find(wider, name);
      if (found != null) {
        return found;
      }
    }
    return find(type.getSuperclass(), name);
  }
}
