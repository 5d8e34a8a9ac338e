package dev.sallyport.agent.client;

import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** One copy of Netty in the application, as its handlers' contexts show it. */
final class Netty {
  private static final String CONTEXT = "netty.channel.ChannelHandlerContext";

  /** Reactor Netty's handler: it writes some requests without looking at what comes of it. */
  private static final String BRIDGE = "reactor.right.reactiveBridge";

  private static final ClassValue<Netty> COPIES =
      new ClassValue<>() {
        @Override
        protected Netty computeValue(Class<?> context) {
          try {
            return new Netty(context);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        }
      };

  private final Method channel;
  private final Method pipeline;
  private final Method remoteAddress;
  private final Method handler;
  private final Method named;
  private final Method fireExceptionCaught;
  private final Method close;
  private final Method release;
  private final @Nullable Class<?> tls;

  private Netty(Class<?> implementation) throws ReflectiveOperationException {
    Class<?> context = Shapes.known(implementation, CONTEXT);
    channel = context.getMethod("channel");
    pipeline = context.getMethod("pipeline");
    remoteAddress = channel.getReturnType().getMethod("remoteAddress");
    handler = pipeline.getReturnType().getMethod("get", Class.class);
    named = pipeline.getReturnType().getMethod("get", String.class);
    fireExceptionCaught = context.getMethod("fireExceptionCaught", Throwable.class);
    close = context.getMethod("close");
    tls = tls(context);
    release =
        Shapes.beside(context, CONTEXT, "netty.util.ReferenceCountUtil")
            .getMethod("release", Object.class);
  }

  /** Null where the application has no TLS of Netty's. */
  private static @Nullable Class<?> tls(Class<?> context) {
    try {
      return Shapes.beside(context, CONTEXT, "netty.handler.ssl.SslHandler");
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
  }

  /** The copy that this context is of. */
  static Netty of(Object context) {
    return COPIES.get(context.getClass());
  }

  /** {@code https} where the connection is encrypted. */
  String scheme(Object context) throws Throwable {
    Object handlers = Shapes.call(pipeline, context);
    boolean encrypted = tls != null && Shapes.call(handler, handlers, tls) != null;
    return encrypted ? "https" : "http";
  }

  /** Whom the connection is to, as {@code host:port}; null where it is not of the internet. */
  @Nullable String peer(Object context) throws Throwable {
    Object peer = Shapes.call(remoteAddress, Shapes.call(channel, context));
    if (!(peer instanceof InetSocketAddress address)) {
      return null;
    }
    String host = address.getHostString();
    String literal = host.indexOf(':') < 0 ? host : "[".concat(host).concat("]");
    return literal.concat(":").concat(Integer.toString(address.getPort()));
  }

  /** Lets go of a message that nobody will write. */
  void release(@Nullable Object message) throws Throwable {
    Shapes.call(release, null, message);
  }

  /**
   * Tells a client that would not learn of it from the write that failed, and that would wait for
   * an answer, its pool for the connection.
   */
  void tell(Object context, SecurityException refusal) throws Throwable {
    if (Shapes.call(named, Shapes.call(pipeline, context), BRIDGE) != null) {
      Shapes.call(fireExceptionCaught, context, refusal);
      Shapes.call(close, context);
    }
  }
}
