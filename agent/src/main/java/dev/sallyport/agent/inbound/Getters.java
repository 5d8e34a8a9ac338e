package dev.sallyport.agent.inbound;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * A method of a server's objects, by its name. Their classes are the application's, so it is found
 * anew in each, once.
 */
final class Getters extends ClassValue<@Nullable Method> {
  private final String name;
  private final Class<?>[] given;

  /**
   * One method.
   *
   * @param given what it is called with
   */
  Getters(String name, Class<?>... given) {
    this.name = name;
    this.given = given;
  }

  /** Null where the class of the object has no such method, or there is no object. */
  @Nullable Object from(@Nullable Object on, Object... arguments) throws Throwable {
    Method method = on == null ? null : get(on.getClass());
    return method == null ? null : invoke(method, on, arguments);
  }

  /** Whether the class of an object has it. */
  boolean isOf(@Nullable Object object) {
    return object != null && get(object.getClass()) != null;
  }

  private static @Nullable Object invoke(Method method, Object on, Object... arguments)
      throws Throwable {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Override
  protected @Nullable Method computeValue(Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      Method method = callable(each);
      if (method != null) {
        return method;
      }
    }
    return null;
  }

  private @Nullable Method callable(Class<?> type) {
    Method found = Modifier.isPublic(type.getModifiers()) ? declared(type) : null;
    for (Class<?> each : type.getInterfaces()) {
      found = found == null ? callable(each) : found;
    }
    return found;
  }

  private @Nullable Method declared(Class<?> type) {
    if (!type.getModule().isExported(type.getPackageName(), Getters.class.getModule())) {
      return null;
    }
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals(name)
          && Modifier.isPublic(method.getModifiers())
          && takes(method)) {
        return method;
      }
    }
    return null;
  }

  private boolean takes(Method method) {
    Class<?>[] types = method.getParameterTypes();
    boolean takes = types.length == given.length;
    for (int i = 0; takes && i < types.length; i++) {
      takes = types[i].isAssignableFrom(given[i]);
    }
    return takes;
  }
}
