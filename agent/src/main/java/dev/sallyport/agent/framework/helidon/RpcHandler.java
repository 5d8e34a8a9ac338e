package dev.sallyport.agent.framework.helidon;

import dev.sallyport.agent.framework.json.Protocol;
import dev.sallyport.agent.framework.json.Reply;
import dev.sallyport.agent.framework.json.Requests;
import dev.sallyport.agent.gate.ToolGate;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Stands in for a handler, which answers before it returns. */
final class RpcHandler implements InvocationHandler {
  private final ToolGate gate;
  private final HelidonServer server;
  private final Object handler;
  private final String hook;

  RpcHandler(ToolGate gate, HelidonServer server, Object handler, String hook) {
    this.gate = gate;
    this.server = server;
    this.handler = handler;
    this.hook = hook;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (!method.getName().equals("handle")) {
      return HelidonServer.call(method, handler, arguments == null ? new Object[0] : arguments);
    }
    Object request = arguments[0];
    Object response = arguments[1];
    Protocol asked = Protocol.of(server.method(request));
    if (asked == null) {
      server.handle(handler, request, response);
    } else {
      handle(asked, request, response);
    }
    return null;
  }

  private void handle(Protocol asked, Object request, Object response) throws Throwable {
    Requests requests = new Requests(gate, asked, server.messages(), hook);
    RpcResponse[] answering = new RpcResponse[1];
    Reply reply =
        requests.answer(
            request,
            /* stdio= */ false,
            replied -> {
              answering[0] = new RpcResponse(server, response, replied);
              return answering[0].answeredBy(handler, request);
            });
    Throwable thrown = answering[0] == null ? null : answering[0].thrown();
    if (reply == null) {
      return;
    }
    if (thrown != null && reply.thrown() == thrown) {
      throw thrown;
    }
    server.answer(request, response, reply);
  }
}
