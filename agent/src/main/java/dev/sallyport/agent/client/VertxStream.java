package dev.sallyport.agent.client;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code HttpClientStream} of Vert.x, on which nothing was sent. */
final class VertxStream {
  private static final String INTERFACE = "http.impl.HttpClientStream";

  private final Method reset;
  private final Method getContext;
  private final Method failedFuture;
  private final Method handle;
  private final @Nullable Method handleException;
  private final @Nullable Field closeHandler;

  VertxStream(Class<?> type) throws ReflectiveOperationException {
    Class<?> stream = Shapes.known(type, INTERFACE);
    reset = stream.getMethod("reset", Throwable.class);
    getContext = stream.getMethod("getContext");
    failedFuture = getContext.getReturnType().getMethod("failedFuture", Throwable.class);
    handle = Shapes.beside(stream, INTERFACE, "Handler").getMethod("handle", Object.class);
    if (type.getSimpleName().equals("StreamImpl") && type.getName().contains("Http2")) {
      handleException = type.getDeclaredMethod("handleException", Throwable.class);
      handleException.setAccessible(true);
      closeHandler = type.getSuperclass().getDeclaredField("closeHandler");
      closeHandler.setAccessible(true);
    } else {
      handleException = null;
      closeHandler = null;
    }
  }

  /**
   * Resets the stream. In HTTP/2 that tells nobody why before there is a frame, and not the pool,
   * which would count the stream for ever.
   */
  void fail(Object stream, SecurityException refusal) throws Throwable {
    if (handleException != null) {
      Shapes.call(handleException, stream, refusal);
    }
    Shapes.call(reset, stream, refusal);
    Object closed = closeHandler == null ? null : closeHandler.get(stream);
    if (closed != null) {
      Shapes.call(handle, closed, (Object) null);
    }
  }

  /**
   * The future of a head that was not written.
   *
   * @param waiting who is told, or null
   */
  Object failed(Object stream, @Nullable Object waiting, SecurityException refusal)
      throws Throwable {
    Object failed = Shapes.call(failedFuture, Shapes.call(getContext, stream), refusal);
    if (waiting != null) {
      Shapes.call(handle, waiting, failed);
    }
    return Objects.requireNonNull(failed);
  }
}
