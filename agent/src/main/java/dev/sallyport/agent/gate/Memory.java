package dev.sallyport.agent.gate;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Reads what lies outside of the heap, where the JDK puts what it sends. */
public final class Memory {
  private final MethodHandle copy;
  private final long base;
  private final boolean wide;

  private Memory(MethodHandle copy, long base, boolean wide) {
    this.copy = copy;
    this.base = base;
    this.wide = wide;
  }

  /**
   * The memory of this JVM.
   *
   * @param trusted a lookup with access to {@code jdk.internal.misc}
   * @throws ReflectiveOperationException if this JDK is not built as those that are known
   */
  public static Memory over(MethodHandles.Lookup trusted) throws ReflectiveOperationException {
    Class<?> type = Class.forName("jdk.internal.misc.Unsafe");
    MethodHandles.Lookup in = MethodHandles.privateLookupIn(type, trusted);
    try {
      Object unsafe = in.findStatic(type, "getUnsafe", MethodType.methodType(type)).invoke();
      MethodType signature =
          MethodType.methodType(
              void.class, Object.class, long.class, Object.class, long.class, long.class);
      // An int up to JDK 24.
      MethodHandle offset = in.unreflect(type.getMethod("arrayBaseOffset", Class.class));
      MethodHandle size = in.unreflect(type.getMethod("addressSize"));
      return new Memory(
          in.findVirtual(type, "copyMemory", signature).bindTo(unsafe),
          ((Number) offset.invoke(unsafe, byte[].class)).longValue(),
          (int) size.invoke(unsafe) == Long.BYTES);
    } catch (ReflectiveOperationException e) {
      throw e;
    } catch (Throwable e) {
      throw new ReflectiveOperationException(e);
    }
  }

  /** Whether an address has 64 bits. */
  boolean isWide() {
    return wide;
  }

  void copy(long address, byte[] into, int at, int count) {
    try {
      copy.invokeExact((Object) null, address, (Object) into, base + at, (long) count);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
