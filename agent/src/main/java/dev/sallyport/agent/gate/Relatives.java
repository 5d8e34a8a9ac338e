package dev.sallyport.agent.gate;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Tells the processes that this one started, and those that they started, from all others. The
 * kernel knows: nothing is kept. A child whose parent has ended is everybody's.
 */
final class Relatives {
  /** More than any chain of programs that start each other; the kernel's tree has no circles. */
  private static final int MOST_GENERATIONS = 64;

  private static final long ANY_START_TIME = 0;

  private final MethodHandles.Lookup trusted;

  /** Made at the first use: a start takes some ms for it that most servers never need. */
  private volatile @Nullable Kernel kernel;

  private Relatives(MethodHandles.Lookup trusted) {
    this.trusted = trusted;
  }

  /**
   * Of this process.
   *
   * @param trusted a lookup with access to {@code java.lang}
   */
  static Relatives over(MethodHandles.Lookup trusted) {
    return new Relatives(trusted);
  }

  /** What {@code ProcessHandle.info} answers of a process that it can't look at. */
  ProcessHandle.Info unknown() {
    try {
      return (ProcessHandle.Info) kernel().unknown.invoke();
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether that process is this one, or descends from it. */
  boolean include(long pid) {
    try {
      Kernel known = kernel();
      long current = (long) known.self.invokeExact();
      long at = pid;
      for (int generation = 0; generation < MOST_GENERATIONS && at > 0; generation++) {
        if (at == current) {
          return true;
        }
        at = (long) known.parent.invokeExact(at, ANY_START_TIME);
      }
      return false;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether there is such a process. */
  boolean isAlive(long pid) {
    try {
      return (long) kernel().alive.invokeExact(pid) >= 0;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private Kernel kernel() throws ReflectiveOperationException {
    Kernel known = kernel;
    if (known == null) {
      known = Kernel.over(trusted);
      kernel = known;
    }
    return known;
  }

  /** How the JDK itself asks, which two threads may make: both are the same. */
  private record Kernel(
      MethodHandle parent, MethodHandle alive, MethodHandle self, MethodHandle unknown) {
    static Kernel over(MethodHandles.Lookup trusted) throws ReflectiveOperationException {
      Class<?> handle = Class.forName("java.lang.ProcessHandleImpl", /* initialize= */ false, null);
      Class<?> info = Class.forName("java.lang.ProcessHandleImpl$Info", false, null);
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(handle, trusted);
      return new Kernel(
          lookup.findStatic(
              handle, "parent0", MethodType.methodType(long.class, long.class, long.class)),
          lookup.findStatic(handle, "isAlive0", MethodType.methodType(long.class, long.class)),
          lookup.findStatic(handle, "getCurrentPid0", MethodType.methodType(long.class)),
          MethodHandles.privateLookupIn(info, trusted)
              .findConstructor(info, MethodType.methodType(void.class)));
    }
  }
}
