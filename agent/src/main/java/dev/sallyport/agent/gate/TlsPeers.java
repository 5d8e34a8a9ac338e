package dev.sallyport.agent.gate;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Whom the JDK's connections with TLS lead to. */
public final class TlsPeers {
  private final MethodHandle transport;
  private final MethodHandle host;

  private TlsPeers(MethodHandle transport, MethodHandle host) {
    this.transport = transport;
    this.host = host;
  }

  /**
   * Those of this JVM.
   *
   * @param trusted a lookup with access to {@code sun.security.ssl}
   * @throws ReflectiveOperationException if this JDK is not built as those that are known
   */
  public static TlsPeers over(MethodHandles.Lookup trusted) throws ReflectiveOperationException {
    ClassLoader boot = null;
    Class<?> context = Class.forName("sun.security.ssl.TransportContext", false, boot);
    Class<?> type = Class.forName("sun.security.ssl.SSLTransport", false, boot);
    MethodHandles.Lookup in = MethodHandles.privateLookupIn(context, trusted);
    return new TlsPeers(
        in.findGetter(context, "transport", type)
            .asType(MethodType.methodType(Object.class, Object.class)),
        in.findVirtual(type, "getPeerHost", MethodType.methodType(String.class))
            .asType(MethodType.methodType(String.class, Object.class)));
  }

  /** The socket of a {@code TransportContext}, or null. */
  @Nullable SSLSocket socket(Object context) {
    try {
      return transport.invokeExact(context) instanceof SSLSocket socket ? socket : null;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** The name by which the peer is known to a socket, or null. */
  @Nullable String host(SSLSocket socket) {
    try {
      return (String) host.invokeExact((Object) socket);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
