package dev.sallyport.agent.gate;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes environments as {@code java.lang.ProcessImpl} takes them: it casts to {@code
 * ProcessEnvironment.StringEnvironment}, which keeps the bytes of names and values that no charset
 * can spell.
 */
final class ChildVariables {
  private final MethodHandle own;
  private final MethodHandle original;
  private final MethodHandle variables;
  private final MethodHandle constructor;

  private ChildVariables(
      MethodHandle own, MethodHandle original, MethodHandle variables, MethodHandle constructor) {
    this.own = own;
    this.original = original;
    this.variables = variables;
    this.constructor = constructor;
  }

  /**
   * Over the environment of this JVM.
   *
   * @param trusted a lookup with access to {@code java.lang}
   * @throws ReflectiveOperationException if this JDK is not built as those that are known
   */
  static ChildVariables over(MethodHandles.Lookup trusted) throws ReflectiveOperationException {
    Class<?> environment = Class.forName("java.lang.ProcessEnvironment");
    Class<?> map = Class.forName("java.lang.ProcessEnvironment$StringEnvironment");
    MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(map, trusted);
    // Their types are adapted at their first use, which is not at start.
    MethodHandles.Lookup inEnvironment = MethodHandles.privateLookupIn(environment, trusted);
    return new ChildVariables(
        inEnvironment.findStatic(environment, "environment", MethodType.methodType(Map.class)),
        inEnvironment.findStaticGetter(environment, "theEnvironment", HashMap.class),
        lookup.findGetter(map, "m", Map.class),
        lookup.findConstructor(map, MethodType.methodType(void.class, Map.class)));
  }

  /** The environment of this process itself: who changes it, changes what everybody gets. */
  @SuppressWarnings("unchecked") // the JDK's own map of names to values
  Map<String, String> original() {
    try {
      return (Map<String, String>) constructor.invoke((Map<?, ?>) original.invoke());
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** A copy that its caller may change; of this process's own environment, where there is none. */
  @SuppressWarnings("unchecked") // the JDK's own map of names to values
  Map<String, String> copy(@Nullable Object environment) {
    try {
      if (environment == null) {
        return (Map<String, String>) own.invoke();
      }
      Map<?, ?> inner = (Map<?, ?>) variables.invoke(environment);
      return (Map<String, String>) constructor.invoke(new HashMap<>(inner));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
