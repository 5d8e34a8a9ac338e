package dev.sallyport.agent.framework.quarkus;

import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message of JSON-RPC, as the {@code JsonObject} of the application's Vert.x. */
final class Message {
  private final Object json;

  Message(Object json) {
    this.json = json;
  }

  /** The framework's own. */
  Object json() {
    return json;
  }

  @Nullable Object id() {
    return members().get("id");
  }

  /** What a request has been asked with, which came as JSON and so is made of maps and lists. */
  @Nullable Object parameters() {
    Object parameters = members().get("params");
    return json.getClass().isInstance(parameters) ? new Message(parameters).members() : parameters;
  }

  /** The members as the framework put them there, some of them objects of its own. */
  Map<?, ?> members() {
    return (Map<?, ?>) call(json, "getMap");
  }

  /** All of it as the client will read it, made of maps, lists and scalars. */
  Map<?, ?> plain() {
    return new Message(make(String.class, (String) call(json, "encode"))).members();
  }

  /** Another message. */
  Message with(Map<?, ?> members) {
    return new Message(make(Map.class, members));
  }

  /** Whether it ends a request. */
  boolean isAnswer() {
    return isError() || members().containsKey("result");
  }

  boolean isError() {
    return members().containsKey("error");
  }

  private Object make(Class<?> parameter, Object argument) {
    try {
      return json.getClass().getConstructor(parameter).newInstance(argument);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object call(Object target, String method) {
    try {
      return target.getClass().getMethod(method).invoke(target);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
