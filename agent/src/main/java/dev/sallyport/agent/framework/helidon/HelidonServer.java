package dev.sallyport.agent.framework.helidon;

import dev.sallyport.agent.framework.Refusals;
import dev.sallyport.agent.framework.json.Reply;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One server, by what the adapter uses of it. */
final class HelidonServer {
  private static final String RPC = "io.helidon.webserver.jsonrpc.JsonRpc";

  private final Object feature;
  private final HelidonMessages messages;
  private final Class<?> handler;
  private final Class<?> response;
  private final Method handle;
  private final Method rpcMethod;
  private final Method rpcId;
  private final Method result;
  private final Method error;
  private final Method errorWithData;
  private final Method send;
  private final Method findSession;
  private final Method sendBySession;

  /**
   * That server.
   *
   * @param feature as which Helidon's routing knows it
   */
  HelidonServer(Object feature) {
    this.feature = feature;
    ClassLoader loader = feature.getClass().getClassLoader();
    try {
      Class<?> json = loader.loadClass("io.helidon.json.JsonValue");
      Class<?> request = loader.loadClass(RPC.concat("Request"));
      handler = loader.loadClass(RPC.concat("Handler"));
      response = loader.loadClass(RPC.concat("Response"));
      messages = new HelidonMessages(loader);
      handle = handler.getMethod("handle", request, response);
      rpcMethod = request.getMethod("rpcMethod");
      rpcId = request.getMethod("rpcId");
      result = response.getMethod("result", json);
      error = response.getMethod("error", int.class, String.class);
      errorWithData = response.getMethod("error", int.class, String.class, json);
      send = response.getMethod("send");
      // Neither is public, and no other way leads to clients of every transport.
      findSession =
          feature.getClass().getDeclaredMethod("findSessionOnRequest", json, request, response);
      findSession.setAccessible(true);
      sendBySession =
          loader
              .loadClass("io.helidon.extensions.mcp.server.McpSession")
              .getDeclaredMethod("send", json, response);
      sendBySession.setAccessible(true);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Helidon is not built as those that are known", e);
    }
  }

  HelidonMessages messages() {
    return messages;
  }

  /** The type of what handles a method of JSON-RPC. */
  Class<?> handler() {
    return handler;
  }

  /** The type of what it answers by. */
  Class<?> response() {
    return response;
  }

  String method(Object request) {
    return String.valueOf(call(rpcMethod, request));
  }

  /** Throws what the handler does. */
  void handle(Object handling, Object request, Object answering) throws Throwable {
    try {
      handle.invoke(handling, request, answering);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Sets what a request is answered. */
  void set(Object answering, Reply reply) {
    if (reply.thrown() instanceof RpcError failed) {
      set(answering, failed.code(), failed.getMessage(), messages.json(failed.data()));
    } else if (reply.thrown() != null) {
      set(answering, Refusals.INTERNAL_ERROR, String.valueOf(reply.thrown().getMessage()), null);
    } else {
      call(result, answering, reply.result());
    }
  }

  /** No data is not taken for data. */
  private void set(Object answering, int code, @Nullable String message, @Nullable Object data) {
    if (data == null) {
      call(error, answering, code, message);
    } else {
      call(errorWithData, answering, code, message, data);
    }
  }

  /** Answers a request in place of its handler, over whatever transport it came by. */
  void answer(Object request, Object answering, Reply reply) {
    Object id = ((Optional<?>) call(rpcId, request)).orElseThrow();
    Object session =
        ((Optional<?>) call(findSession, feature, id, request, answering)).orElse(null);
    if (session == null) {
      call(send, answering);
      return;
    }
    set(answering, reply);
    call(sendBySession, session, id, answering);
  }

  static Object call(Method method, Object target, Object... arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
