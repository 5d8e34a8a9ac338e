package dev.sallyport.agent.client;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Public types of a library, of which an application may have several copies. Handles take and
 * answer nothing but objects.
 */
final class Types {
  private Types() {}

  /**
   * The supertype of that name, or the type itself.
   *
   * @throws ClassNotFoundException if it has none
   */
  static Class<?> named(Class<?> type, String name) throws ClassNotFoundException {
    Class<?> found = find(type, name);
    if (found == null) {
      throw new ClassNotFoundException(name);
    }
    return found;
  }

  private static @Nullable Class<?> find(Class<?> type, String name) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      if (each.getName().equals(name)) {
        return each;
      }
      for (Class<?> its : each.getInterfaces()) {
        Class<?> found = find(its, name);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /** Another type of the same copy. */
  static Class<?> beside(Class<?> type, String name) throws ClassNotFoundException {
    return Class.forName(name, /* initialize= */ false, type.getClassLoader());
  }

  /** A public method. */
  static MethodHandle method(Class<?> type, String name, Class<?> result, Class<?>... parameters)
      throws ReflectiveOperationException {
    MethodHandle method =
        MethodHandles.publicLookup()
            .findVirtual(type, name, MethodType.methodType(result, parameters));
    return method.asType(method.type().generic());
  }

  /** A public method whose answer is of no use. */
  static MethodHandle action(Class<?> type, String name, Class<?> result, Class<?>... parameters)
      throws ReflectiveOperationException {
    MethodHandle method = method(type, name, result, parameters);
    return method.asType(method.type().changeReturnType(void.class));
  }

  /** A public constructor. */
  static MethodHandle constructor(Class<?> type, Class<?>... parameters)
      throws ReflectiveOperationException {
    MethodHandle constructor =
        MethodHandles.publicLookup()
            .findConstructor(type, MethodType.methodType(void.class, parameters));
    return constructor.asType(constructor.type().generic());
  }

  /** A public field. */
  static MethodHandle field(Class<?> type, String name, Class<?> value)
      throws ReflectiveOperationException {
    MethodHandle field = MethodHandles.publicLookup().findGetter(type, name, value);
    return field.asType(field.type().generic());
  }
}
