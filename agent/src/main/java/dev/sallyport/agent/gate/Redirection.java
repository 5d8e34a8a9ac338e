package dev.sallyport.agent.gate;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;

/** Has a descriptor be open on something else (dup2(2)). */
final class Redirection {
  private final VarHandle number;

  /** Of the JDK's sockets for datagrams, which are given another one when they disconnect. */
  private final MethodHandle duplicate;

  private Redirection(VarHandle number, MethodHandle duplicate) {
    this.number = number;
    this.duplicate = duplicate;
  }

  /**
   * Of this JVM.
   *
   * @param trusted a lookup with access to {@code java.io} and {@code sun.nio.ch}
   * @throws ReflectiveOperationException if this JDK is not built as those that are known
   */
  static Redirection over(MethodHandles.Lookup trusted) throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.nio.ch.DatagramDispatcher");
    MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, trusted);
    Object dispatcher;
    try {
      dispatcher = lookup.findConstructor(type, MethodType.methodType(void.class)).invoke();
    } catch (ReflectiveOperationException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    return new Redirection(
        MethodHandles.privateLookupIn(FileDescriptor.class, trusted)
            .findVarHandle(FileDescriptor.class, "fd", int.class),
        lookup
            .findVirtual(
                type,
                "dup",
                MethodType.methodType(void.class, FileDescriptor.class, FileDescriptor.class))
            .bindTo(dispatcher));
  }

  /** From now on the descriptor is what the other is, with which it shares its place there. */
  void redirect(int descriptor, FileDescriptor other) {
    FileDescriptor redirected = new FileDescriptor();
    number.set(redirected, descriptor);
    try {
      duplicate.invokeExact(other, redirected);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same file, read from its beginning. */
  FileInputStream reopened(FileInputStream file) throws IOException {
    return new FileInputStream(
        "/proc/self/fd/".concat(Integer.toString((int) number.get(file.getFD()))));
  }
}
