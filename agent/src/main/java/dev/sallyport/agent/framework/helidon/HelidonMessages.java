package dev.sallyport.agent.framework.helidon;

import dev.sallyport.agent.framework.json.Messages;
import dev.sallyport.agent.framework.json.Reply;
import dev.sallyport.agent.json.Json;
import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Helidon's own JSON. */
final class HelidonMessages implements Messages {
  private final Method params;
  private final Method asJsonObject;
  private final Method parser;
  private final Method readJsonObject;

  HelidonMessages(ClassLoader loader) throws ReflectiveOperationException {
    params = loader.loadClass("io.helidon.webserver.jsonrpc.JsonRpcRequest").getMethod("params");
    asJsonObject =
        loader.loadClass("io.helidon.jsonrpc.core.JsonRpcParams").getMethod("asJsonObject");
    Class<?> parserType = loader.loadClass("io.helidon.json.JsonParser");
    parser = parserType.getMethod("create", String.class);
    readJsonObject = parserType.getMethod("readJsonObject");
  }

  @Override
  public Object parameters(Object request) {
    return members(HelidonServer.call(asJsonObject, HelidonServer.call(params, request)));
  }

  @Override
  public Map<String, @Nullable Object> members(Object json) {
    return Json.members(String.valueOf(json));
  }

  @Override
  public Object like(Object result, Map<String, @Nullable Object> members) {
    return toolResult(members);
  }

  @Override
  public Object toolResult(Map<String, @Nullable Object> members) {
    return HelidonServer.call(readJsonObject, HelidonServer.call(parser, null, Json.text(members)));
  }

  /** An object of that; null where it is empty. */
  @Nullable Object json(Map<String, @Nullable Object> members) {
    return members.isEmpty() ? null : toolResult(members);
  }

  @Override
  public boolean isFailure(Object result) {
    return Boolean.TRUE.equals(members(result).get("isError"));
  }

  @Override
  public Reply error(int code, String message, Map<String, @Nullable Object> data) {
    return Reply.thrown(new RpcError(code, message, data));
  }
}
