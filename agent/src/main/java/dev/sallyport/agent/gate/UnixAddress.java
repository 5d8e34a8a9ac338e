package dev.sallyport.agent.gate;

import java.lang.reflect.Field;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;

/** Where a socket in the file system is, in what the JDK and Netty each call its address. */
final class UnixAddress {
  private static final String NETTY = "io.netty.channel.unix.";
  private static final String NETTY_IN_GRPC = "io.grpc.netty.shaded." + NETTY;

  private UnixAddress() {}

  /**
   * The path, as {@link Paths#absolute} takes it. A name of Linux's abstract namespace, which
   * begins with NUL, is told as one in the root directory that begins with {@code @}.
   *
   * @param address a path, its bytes, or Netty's {@code DomainSocketAddress}
   * @throws IllegalStateException if that can't be known
   */
  static Object path(Object address) {
    if (address instanceof byte[] bytes) {
      return visible(new String(bytes, StandardCharsets.UTF_8));
    }
    return address instanceof SocketAddress ? visible(socketPath(address)) : address;
  }

  private static Object visible(String path) {
    return path.isEmpty() || path.charAt(0) != 0 ? path : "/@".concat(path.substring(1));
  }

  /** Read from the field: a subclass could say one thing here and another to Netty. */
  private static String socketPath(Object address) {
    Class<?> type = address.getClass();
    if (isNettys(type, "DomainDatagramSocketAddress")) {
      type = type.getSuperclass();
    }
    if (!isNettys(type, "DomainSocketAddress") || type.getSuperclass() != SocketAddress.class) {
      throw new IllegalStateException(type.getName());
    }
    try {
      Field field = type.getDeclaredField("socketPath");
      field.setAccessible(true);
      return (String) field.get(address);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isNettys(Class<?> type, String name) {
    return type.getName().equals(NETTY.concat(name))
        || type.getName().equals(NETTY_IN_GRPC.concat(name));
  }
}
