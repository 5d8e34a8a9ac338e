package dev.sallyport.agent.client;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** AsyncHttpClient, before it has a connection. Its headers are those that its codec sends. */
final class AsyncHttpClientReader implements HopReader {

  private static final ClassValue<Methods> METHODS =
      new ClassValue<>() {
        @Override
        protected Methods computeValue(Class<?> request) {
          try {
            return new Methods(Shapes.known(request, "org.asynchttpclient.Request"));
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        }
      };

  private static final class Methods {
    final Method method;
    final Method uri;
    final Method url;

    Methods(Class<?> request) throws ReflectiveOperationException {
      method = request.getMethod("getMethod");
      uri = request.getMethod("getUri");
      url = uri.getReturnType().getMethod("toUrl");
    }
  }

  @Override
  public Hop read(@Nullable Object a, @Nullable Object b, @Nullable Object argument)
      throws Throwable {
    Methods methods = METHODS.get(Objects.requireNonNull(a).getClass());
    return new Hop(
        String.valueOf(Shapes.call(methods.method, a)),
        String.valueOf(Shapes.call(methods.url, Shapes.call(methods.uri, a))),
        List.of());
  }
}
