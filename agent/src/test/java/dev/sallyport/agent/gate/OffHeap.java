package dev.sallyport.agent.gate;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;

/** Bytes outside of the heap, until they are closed. */
final class OffHeap implements AutoCloseable {
  private final long address;

  private OffHeap(long address) {
    this.address = address;
  }

  static OffHeap of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    long address = (long) unsafe("allocateMemory", new Class<?>[] {long.class}, bytes.length + 1L);
    for (int i = 0; i < bytes.length; i++) {
      unsafe("putByte", new Class<?>[] {long.class, byte.class}, address + i, bytes[i]);
    }
    return new OffHeap(address);
  }

  long address() {
    return address;
  }

  @Override
  public void close() {
    unsafe("freeMemory", new Class<?>[] {long.class}, address);
  }

  private static Object unsafe(String name, Class<?>[] types, Object... arguments) {
    try {
      Class<?> type = Class.forName("jdk.internal.misc.Unsafe");
      Object unsafe = method(type, "getUnsafe").invoke(null);
      return method(type, name, types).invoke(unsafe, arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Method method(Class<?> type, String name, Class<?>... types)
      throws ReflectiveOperationException {
    Method method = type.getMethod(name, types);
    method.setAccessible(true);
    return method;
  }
}
