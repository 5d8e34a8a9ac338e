package dev.sallyport.agent.doctor;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Makes objects to call hooked methods on. No constructor runs: the hook comes before anything of
 * the object is looked at.
 */
final class Receivers {
  private final MethodHandle allocate;
  private final Class<?>[] loaded;

  /**
   * The receivers of this JVM.
   *
   * @param loaded where to look for what an abstract class has been extended by
   * @throws ReflectiveOperationException if this JDK allocates otherwise
   */
  Receivers(Access access, Class<?>[] loaded) throws ReflectiveOperationException {
    Class<?> unsafe = Class.forName("jdk.internal.misc.Unsafe");
    MethodHandles.Lookup trusted = access.in(unsafe);
    Object only;
    try {
      only = trusted.findStatic(unsafe, "getUnsafe", MethodType.methodType(unsafe)).invoke();
    } catch (ReflectiveOperationException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    this.allocate =
        trusted
            .findVirtual(
                unsafe, "allocateInstance", MethodType.methodType(Object.class, Class.class))
            .bindTo(only);
    this.loaded = loaded;
  }

  /** An object of the class, or null where it is abstract and nothing extends it. */
  @Nullable Object of(Class<?> type) throws Throwable {
    Class<?> concrete = concrete(type);
    return concrete == null ? null : allocate.invoke(concrete);
  }

  private @Nullable Class<?> concrete(Class<?> type) {
    if (isConcrete(type)) {
      return type;
    }
    for (Class<?> nested : type.getDeclaredClasses()) {
      if (type.isAssignableFrom(nested) && isConcrete(nested)) {
        return nested;
      }
    }
    for (Class<?> other : loaded) {
      if (type.isAssignableFrom(other) && isConcrete(other)) {
        return other;
      }
    }
    return null;
  }

  private static boolean isConcrete(Class<?> type) {
    return !Modifier.isAbstract(type.getModifiers()) && !type.isArray();
  }
}
