package dev.sallyport.agent.doctor;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;

/** Reaches the methods in which hooks stand, in the doctor's own JVM. */
interface Access {

  /** A lookup with the access of the class itself. */
  MethodHandles.Lookup in(Class<?> type) throws IllegalAccessException;

  /**
   * Opens {@code java.lang.invoke} to this package, where the one lookup is that no class is closed
   * to, those of that package included.
   *
   * @throws ReflectiveOperationException if this JDK is not built as those that are known
   */
  static Access by(Instrumentation instrumentation) throws ReflectiveOperationException {
    Module self = Access.class.getModule();
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(),
        Map.of(MethodHandles.class.getPackageName(), Set.of(self)),
        Set.of(),
        Map.of());
    Field trusted = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
    trusted.setAccessible(true);
    return new Everywhere((MethodHandles.Lookup) trusted.get(null));
  }

  /** By the one lookup that no class is closed to. */
  record Everywhere(MethodHandles.Lookup trusted) implements Access {
    @Override
    public MethodHandles.Lookup in(Class<?> type) {
      return trusted.in(type);
    }
  }
}
