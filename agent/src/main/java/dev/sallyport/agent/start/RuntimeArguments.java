package dev.sallyport.agent.start;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/**
 * What the JVM was started with: the command line, files that it names, and variables such as
 * {@code JAVA_TOOL_OPTIONS}. From where the JDK itself has it, because JMX, which tells it too,
 * must not be started before {@code main}.
 */
final class RuntimeArguments {
  private RuntimeArguments() {}

  /**
   * The arguments, in order.
   *
   * @param trusted a lookup with access to {@code jdk.internal.misc}
   * @throws ReflectiveOperationException if this JDK is not built as those that are known
   */
  static List<String> of(MethodHandles.Lookup trusted) throws ReflectiveOperationException {
    Class<?> vm = Class.forName("jdk.internal.misc.VM");
    try {
      String[] arguments =
          (String[])
              MethodHandles.privateLookupIn(vm, trusted)
                  .findStatic(vm, "getRuntimeArguments", MethodType.methodType(String[].class))
                  .invokeExact();
      return arguments == null ? List.of() : List.of(arguments);
    } catch (ReflectiveOperationException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
