package dev.sallyport.agent.gate;

import java.io.FileDescriptor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Closes what must not be handed to its caller. */
public final class Descriptors {
  private final MethodHandle closeObject;
  private final MethodHandle closeNumber;

  private Descriptors(MethodHandle closeObject, MethodHandle closeNumber) {
    this.closeObject = closeObject;
    this.closeNumber = closeNumber;
  }

  /**
   * The descriptors of this JVM.
   *
   * @param trusted a lookup with access to {@code java.io} and {@code sun.nio.fs}
   * @throws ReflectiveOperationException if this JDK is not built as those that are known
   */
  public static Descriptors over(MethodHandles.Lookup trusted) throws ReflectiveOperationException {
    Class<?> dispatcher = Class.forName("sun.nio.fs.UnixNativeDispatcher");
    return new Descriptors(
        MethodHandles.privateLookupIn(FileDescriptor.class, trusted)
            .findVirtual(FileDescriptor.class, "close", MethodType.methodType(void.class)),
        MethodHandles.privateLookupIn(dispatcher, trusted)
            .findStatic(dispatcher, "close", MethodType.methodType(void.class, int.class)));
  }

  void close(FileDescriptor descriptor) {
    try {
      closeObject.invokeExact(descriptor);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  void close(int descriptor) {
    try {
      closeNumber.invokeExact(descriptor);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
