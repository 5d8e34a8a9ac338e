package dev.sallyport.agent.client;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Netty's codec of HTTP/2, and all clients that send by it, gRPC among them. Its header blocks are
 * those of requests, of responses, and what follows a body.
 */
final class NettyHttp2Reader implements HopReader {
  private static final String METHOD = ":method";
  private static final String AUTHORITY = ":authority";
  private static final String PATH = ":path";

  private static final String SCHEME = ":scheme";
  private static final String STATUS = ":status";

  /** How to make such headers, in the copy of Netty that these are of. */
  private static final ClassValue<Made> MADE =
      new ClassValue<>() {
        @Override
        protected Made computeValue(Class<?> headers) {
          try {
            return new Made(headers);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        }
      };

  private static final ClassValue<Method> FAIL =
      new ClassValue<>() {
        @Override
        protected Method computeValue(Class<?> promise) {
          try {
            return Shapes.known(promise, "netty.channel.ChannelPromise")
                .getMethod("tryFailure", Throwable.class);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        }
      };

  private static final class Made {
    final Constructor<?> constructor;
    final Method add;

    Made(Class<?> headers) throws ReflectiveOperationException {
      Class<?> type = Shapes.known(headers, "netty.handler.codec.http2.Http2Headers");
      constructor =
          Shapes.beside(type, "Http2Headers", "DefaultHttp2Headers").getConstructor(boolean.class);
      add = type.getMethod("add", Object.class, Object.class);
    }
  }

  @Override
  public @Nullable Hop read(@Nullable Object a, @Nullable Object b, @Nullable Object argument)
      throws Throwable {
    String method = null;
    String authority = null;
    String path = null;
    List<Header> headers = new ArrayList<>();
    for (Map.Entry<?, ?> entry : entries(argument)) {
      String name = String.valueOf(entry.getKey());
      String value = String.valueOf(entry.getValue());
      switch (name) {
        case STATUS -> {
          return null;
        }
        case METHOD -> method = only(method, value);
        case AUTHORITY -> authority = only(authority, value);
        case PATH -> path = only(path, value);
        case SCHEME -> {}
        default -> headers.add(new Header(name, value));
      }
    }
    if (method == null) {
      return null;
    }
    String host = only(authority, RequestTarget.host(headers));
    String scheme = Netty.of(Objects.requireNonNull(a)).scheme(a);
    String target = path == null ? Objects.toString(host, "") : path;
    return new Hop(method, RequestTarget.url(method, scheme, host, target), headers);
  }

  @SuppressWarnings("unchecked") // Http2Headers are that
  private static Iterable<Map.Entry<?, ?>> entries(@Nullable Object headers) {
    return (Iterable<Map.Entry<?, ?>>) Objects.requireNonNull(headers);
  }

  /** One of them; two that differ could be read either way. */
  private static @Nullable String only(@Nullable String one, @Nullable String other) {
    if (one != null && other != null && !one.equals(other)) {
      throw new IllegalArgumentException("a pseudo header twice");
    }
    return one == null ? other : one;
  }

  @Override
  public Object write(
      @Nullable Object a, @Nullable Object b, @Nullable Object argument, Hop read, Hop changed)
      throws Throwable {
    Made made = MADE.get(Objects.requireNonNull(argument).getClass());
    Object headers = made.constructor.newInstance(false);
    for (Map.Entry<?, ?> entry : entries(argument)) {
      String name = String.valueOf(entry.getKey());
      if (name.equals(PATH)) {
        String path = RequestTarget.of(changed.url(), String.valueOf(entry.getValue()));
        Shapes.call(made.add, headers, name, path);
      } else if (name.startsWith(":")) {
        Shapes.call(made.add, headers, name, entry.getValue());
      }
    }
    for (Header header : changed.headers()) {
      Shapes.call(made.add, headers, header.name(), header.value());
    }
    return headers;
  }

  @Override
  public @Nullable Object refuse(
      @Nullable Object a, @Nullable Object b, @Nullable Object argument, SecurityException refusal)
      throws Throwable {
    Shapes.call(FAIL.get(Objects.requireNonNull(b).getClass()), b, refusal);
    return b;
  }

  @Override
  public @Nullable Object identity(
      @Nullable Object a, @Nullable Object b, @Nullable Object argument) {
    for (Map.Entry<?, ?> entry : entries(argument)) {
      if (String.valueOf(entry.getKey()).equals(PATH)) {
        return entry.getValue();
      }
    }
    return null;
  }
}
