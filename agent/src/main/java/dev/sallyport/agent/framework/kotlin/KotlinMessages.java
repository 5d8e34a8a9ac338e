package dev.sallyport.agent.framework.kotlin;

import dev.sallyport.agent.framework.json.Messages;
import dev.sallyport.agent.framework.json.Reply;
import dev.sallyport.agent.json.Json;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Serializable classes, which the SDK's own {@code Json} reads and writes. */
final class KotlinMessages implements Messages {
  private static final String SERIALIZATION = "kotlinx.serialization.";

  private final Object json;
  private final Method write;
  private final Method read;
  private final Method parse;
  private final Class<?> toolResult;
  private final Method isError;
  private final Constructor<?> exception;

  KotlinMessages(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> jsonType = loader.loadClass(SERIALIZATION + "json.Json");
    json = loader.loadClass(Types.PACKAGE + "JsonUtilsKt").getMethod("getMcpJson").invoke(null);
    write =
        jsonType.getMethod(
            "encodeToString",
            loader.loadClass(SERIALIZATION + "SerializationStrategy"),
            Object.class);
    read =
        jsonType.getMethod(
            "decodeFromString",
            loader.loadClass(SERIALIZATION + "DeserializationStrategy"),
            String.class);
    parse = jsonType.getMethod("parseToJsonElement", String.class);
    toolResult = loader.loadClass(Types.PACKAGE + "CallToolResult");
    isError = toolResult.getMethod("isError");
    exception =
        loader
            .loadClass(Types.PACKAGE + "McpException")
            .getConstructor(
                int.class,
                String.class,
                loader.loadClass(SERIALIZATION + "json.JsonElement"),
                Throwable.class);
  }

  @Override
  public @Nullable Object parameters(Object request) {
    return members(request).get("params");
  }

  @Override
  public Map<String, @Nullable Object> members(Object message) {
    Object text = Types.call(write, json, serializer(message.getClass()), message);
    return Json.members(String.valueOf(text));
  }

  @Override
  public Object like(Object result, Map<String, @Nullable Object> members) {
    return made(result.getClass(), members);
  }

  @Override
  public Object toolResult(Map<String, @Nullable Object> members) {
    return made(toolResult, members);
  }

  private Object made(Class<?> type, Map<String, @Nullable Object> members) {
    return Types.call(read, json, serializer(type), Json.text(members));
  }

  private static Object serializer(Class<?> type) {
    try {
      Object companion = type.getField("Companion").get(null);
      return companion.getClass().getMethod("serializer").invoke(companion);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " is not serializable", e);
    }
  }

  @Override
  public boolean isFailure(Object result) {
    return toolResult.isInstance(result) && Boolean.TRUE.equals(Types.call(isError, result));
  }

  /** Older lines answer every exception by its message, and say more in that of their own. */
  @Override
  public Reply error(int code, String message, Map<String, @Nullable Object> data) {
    Object told = data.isEmpty() ? null : Types.call(parse, json, Json.text(data));
    try {
      Throwable error = (Throwable) exception.newInstance(code, message, told, null);
      return Reply.thrown(
          message.equals(error.getMessage()) ? error : new IllegalStateException(message));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
