package dev.sallyport.agent.gate;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Reads what lies outside of the heap, where the JDK puts what it sends. */
public final class Memory {
  private final MethodHandles.Lookup trusted;

  /** Made at the first use: a start takes some ms for it that most servers never need. */
  private volatile @Nullable Raw raw;

  private Memory(MethodHandles.Lookup trusted) {
    this.trusted = trusted;
  }

  /**
   * The memory of this JVM.
   *
   * @param trusted a lookup with access to {@code jdk.internal.misc}
   */
  public static Memory over(MethodHandles.Lookup trusted) {
    return new Memory(trusted);
  }

  /** Whether an address has 64 bits. */
  boolean isWide() {
    return raw().wide;
  }

  void copy(long address, byte[] into, int at, int count) {
    Raw known = raw();
    try {
      known.copy.invokeExact((Object) null, address, (Object) into, known.base + at, (long) count);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private Raw raw() {
    Raw known = raw;
    if (known == null) {
      known = Raw.over(trusted);
      raw = known;
    }
    return known;
  }

  /** The JDK's own access, which two threads may make: both are the same. */
  private record Raw(MethodHandle copy, long base, boolean wide) {
    static Raw over(MethodHandles.Lookup trusted) {
      try {
        Class<?> type = Class.forName("jdk.internal.misc.Unsafe");
        MethodHandles.Lookup in = MethodHandles.privateLookupIn(type, trusted);
        Object unsafe = in.findStatic(type, "getUnsafe", MethodType.methodType(type)).invoke();
        MethodType signature =
            MethodType.methodType(
                void.class, Object.class, long.class, Object.class, long.class, long.class);
        // An int up to JDK 24.
        MethodHandle offset = in.unreflect(type.getMethod("arrayBaseOffset", Class.class));
        MethodHandle size = in.unreflect(type.getMethod("addressSize"));
        return new Raw(
            in.findVirtual(type, "copyMemory", signature).bindTo(unsafe),
            ((Number) offset.invoke(unsafe, byte[].class)).longValue(),
            (int) size.invoke(unsafe) == Long.BYTES);
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
