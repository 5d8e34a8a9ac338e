package dev.sallyport.agent.framework.helidon;

import dev.sallyport.agent.framework.json.Reply;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Stands in for what a handler answers by, which is then set to another answer. */
final class RpcResponse implements InvocationHandler {
  private final HelidonServer server;
  private final Object response;
  private final Function<Reply, Reply> replied;
  private boolean isSet;
  private @Nullable Throwable thrown;

  RpcResponse(HelidonServer server, Object response, Function<Reply, Reply> replied) {
    this.server = server;
    this.response = response;
    this.replied = replied;
  }

  /**
   * Has a handler answer.
   *
   * @return what is left to answer where it threw instead; else null
   */
  @Nullable Reply answeredBy(Object handler, Object request) {
    Object proxy =
        Proxy.newProxyInstance(
            server.response().getClassLoader(), new Class<?>[] {server.response()}, this);
    try {
      server.handle(handler, request, proxy);
    } catch (Throwable e) {
      thrown = e;
      return isSet ? Reply.thrown(e) : replied.apply(Reply.thrown(e));
    }
    if (!isSet) {
      // It has sent a status of HTTP alone, as where there is no such session.
      Reply unused = replied.apply(Reply.thrown(new IllegalStateException("not answered")));
    }
    return null;
  }

  /** What the handler threw. */
  @Nullable Throwable thrown() {
    return thrown;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object[] arguments) {
    switch (method.getName()) {
      case "result" -> {
        if (arguments != null && !isSet) {
          return set(proxy, Reply.of(arguments[0]));
        }
      }
      case "error" -> {
        if (arguments != null && !isSet) {
          String message = String.valueOf(arguments[1]);
          return set(proxy, Reply.thrown(new RpcError((Integer) arguments[0], message, Map.of())));
        }
      }
      default -> {}
    }
    Object answered =
        HelidonServer.call(method, response, arguments == null ? new Object[0] : arguments);
    return answered == response ? proxy : answered;
  }

  private Object set(Object proxy, Reply reply) {
    isSet = true;
    server.set(response, replied.apply(reply));
    return proxy;
  }
}
