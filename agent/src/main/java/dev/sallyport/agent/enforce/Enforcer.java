package dev.sallyport.agent.enforce;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InaccessibleObjectException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import javax.net.ssl.SSLException;

/** Turns a refusal into the exception or value that the hook's row names. */
public final class Enforcer {
  private final MethodHandle newUnixException;

  private Enforcer(MethodHandle newUnixException) {
    this.newUnixException = newUnixException;
  }

  /**
   * An enforcer for this JDK.
   *
   * @param trusted a lookup with access to {@code sun.nio.fs}
   * @throws ReflectiveOperationException if this JDK's file system has no {@code UnixException}
   */
  public static Enforcer over(MethodHandles.Lookup trusted) throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.nio.fs.UnixException");
    MethodHandle constructor =
        MethodHandles.privateLookupIn(type, trusted)
            .findConstructor(type, MethodType.methodType(void.class, int.class));
    return new Enforcer(constructor.asType(MethodType.methodType(Throwable.class, int.class)));
  }

  /**
   * Surfaces a refusal.
   *
   * @return true, where the row answers a value; else it throws
   */
  public boolean refuse(Denial denial, Refusal refusal) {
    return switch (denial) {
      case ERRNO, ZERO, NULL, CLIENT, SERVER, ANSWERED -> true;
      case FILE_NOT_FOUND ->
          throw Enforcer.<RuntimeException>sneaky(
              new FileNotFoundException(refusal.target().concat(" (").concat(text(refusal)) + ')'));
      case UNIX_EACCES -> throw Enforcer.<RuntimeException>sneaky(unixException());
      case ACCESS_DENIED ->
          throw Enforcer.<RuntimeException>sneaky(
              new AccessDeniedException(refusal.target(), null, text(refusal)));
      case IO -> throw Enforcer.<RuntimeException>sneaky(new IOException(text(refusal)));
      case CONNECT -> throw Enforcer.<RuntimeException>sneaky(new ConnectException(text(refusal)));
      case BIND -> throw Enforcer.<RuntimeException>sneaky(new BindException(text(refusal)));
      case SOCKET -> throw Enforcer.<RuntimeException>sneaky(new SocketException(text(refusal)));
      case TLS -> throw Enforcer.<RuntimeException>sneaky(new SSLException(text(refusal)));
      case PROTOCOL ->
          throw Enforcer.<RuntimeException>sneaky(new ProtocolException(text(refusal)));
      case UNKNOWN_HOST ->
          throw Enforcer.<RuntimeException>sneaky(
              new UnknownHostException(refusal.target() + ": " + text(refusal)));
      case SECURITY -> throw exception(refusal);
      case UNSATISFIED_LINK -> throw new UnsatisfiedLinkError(text(refusal));
      case ILLEGAL_CALLER -> throw new IllegalCallerException(text(refusal));
      case INACCESSIBLE -> throw new InaccessibleObjectException(text(refusal));
      case ILLEGAL_ACCESS ->
          throw Enforcer.<RuntimeException>sneaky(new IllegalAccessException(text(refusal)));
      case LEFT_OUT, NEVER ->
          throw new IllegalStateException("a hook that never refuses was told to");
    };
  }

  /** What a client fails with that is told. */
  public SecurityException exception(Refusal refusal) {
    return new SecurityException(text(refusal));
  }

  private static String text(Refusal refusal) {
    return "Permission denied, sallyport " + refusal.id();
  }

  private Throwable unixException() {
    try {
      return (Throwable) newUnixException.invokeExact(Denial.EACCES);
    } catch (Throwable e) {
      return new SecurityException("Permission denied", e);
    }
  }

  /** The woven method's own callers expect its checked exceptions, which no door can declare. */
  @SuppressWarnings({
    "unchecked",
    "TypeParameterUnusedInFormals"
  }) // the cast that is erased is the point
  private static <T extends Throwable> T sneaky(Throwable exception) throws T {
    throw (T) exception;
  }
}
