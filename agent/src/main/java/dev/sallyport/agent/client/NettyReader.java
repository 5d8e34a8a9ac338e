package dev.sallyport.agent.client;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Netty's codec of HTTP/1.1, and all clients that send by it, at the encoder. What it encodes is a
 * request, a response, or a piece of a body.
 */
final class NettyReader implements HopReader {
  private static final String CODEC = "netty.handler.codec.http.";

  /** Null for what is no request. */
  private static final ClassValue<@Nullable Methods> METHODS =
      new ClassValue<>() {
        @Override
        protected @Nullable Methods computeValue(Class<?> message) {
          Class<?> request = Shapes.supertype(message, CODEC.concat("HttpRequest"));
          try {
            return request == null ? null : new Methods(request);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        }
      };

  /** Whether an encoder is of requests. That of the client codec has a row before this. */
  private static final ClassValue<Boolean> DECIDED_HERE =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> encoder) {
          return Shapes.supertype(encoder, CODEC.concat("HttpRequestEncoder")) != null
              && Shapes.supertype(encoder, CODEC.concat("HttpClientCodec$Encoder")) == null;
        }
      };

  /** Of one copy of Netty. */
  private static final class Methods {
    final Method method;
    final Method uri;
    final Method headers;
    final Method copy;
    final Method clear;
    final Method add;

    /** Whether the encoder lets go of what it encodes, and not who calls it. */
    final boolean released;

    Methods(Class<?> request) throws ReflectiveOperationException {
      method = request.getMethod("method");
      uri = request.getMethod("uri");
      headers = request.getMethod("headers");
      Class<?> type = headers.getReturnType();
      copy = type.getMethod("copy");
      clear = type.getMethod("clear");
      add = type.getMethod("add", String.class, Object.class);
      released = writes(Shapes.beside(request, "HttpRequest", "HttpObjectEncoder"));
    }

    private static boolean writes(Class<?> encoder) {
      for (Method declared : encoder.getDeclaredMethods()) {
        if (declared.getName().equals("write")) {
          return true;
        }
      }
      return false;
    }
  }

  @Override
  public @Nullable Hop read(@Nullable Object a, @Nullable Object b, @Nullable Object argument)
      throws Throwable {
    if (a == null || argument == null || (b != null && !DECIDED_HERE.get(b.getClass()))) {
      return null;
    }
    Methods methods = METHODS.get(argument.getClass());
    if (methods == null) {
      return null;
    }
    String method = String.valueOf(Shapes.call(methods.method, argument));
    String target = String.valueOf(Shapes.call(methods.uri, argument));
    List<Header> headers = headers(Shapes.call(methods.headers, argument));
    Netty netty = Netty.of(a);
    String host = RequestTarget.host(headers);
    String authority = host == null ? netty.peer(a) : host;
    return new Hop(method, RequestTarget.url(method, netty.scheme(a), authority, target), headers);
  }

  private static List<Header> headers(@Nullable Object headers) {
    List<Header> read = new ArrayList<>();
    for (Object header : (Iterable<?>) Objects.requireNonNull(headers)) {
      Map.Entry<?, ?> entry = (Map.Entry<?, ?>) header;
      read.add(new Header(String.valueOf(entry.getKey()), String.valueOf(entry.getValue())));
    }
    return read;
  }

  /** A view, for the encoder alone: what the application has stays as it is. */
  @Override
  public Object write(
      @Nullable Object a, @Nullable Object b, @Nullable Object argument, Hop read, Hop changed)
      throws Throwable {
    Object request = Objects.requireNonNull(argument);
    Methods methods = Objects.requireNonNull(METHODS.get(request.getClass()));
    Object headers = Shapes.call(methods.copy, Shapes.call(methods.headers, request));
    Shapes.call(methods.clear, headers);
    for (Header header : changed.headers()) {
      Shapes.call(methods.add, headers, header.name(), header.value());
    }
    String target = String.valueOf(Shapes.call(methods.uri, request));
    return Shapes.view(
        request,
        Map.of(
            methods.headers.getName(),
            Objects.requireNonNull(headers),
            methods.uri.getName(),
            RequestTarget.of(changed.url(), target)));
  }

  @Override
  public @Nullable Object refuse(
      @Nullable Object a, @Nullable Object b, @Nullable Object argument, SecurityException refusal)
      throws Throwable {
    Methods methods = argument == null ? null : METHODS.get(argument.getClass());
    if (a != null && methods != null && methods.released) {
      Netty.of(a).release(argument);
    }
    Netty.of(Objects.requireNonNull(a)).tell(a, refusal);
    return null;
  }

  @Override
  public @Nullable Object identity(
      @Nullable Object a, @Nullable Object b, @Nullable Object argument) throws Throwable {
    Object request = Objects.requireNonNull(argument);
    return Shapes.call(Objects.requireNonNull(METHODS.get(request.getClass())).uri, request);
  }
}
