package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.policy.match.HttpUrl;
import dev.sallyport.policy.match.Malformed;
import java.lang.reflect.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The transports of MCP clients, by whom they lead to. */
final class McpGate implements Gate {
  private static final String STDIO = "stdio";

  /** Of every line's transports over HTTP, a URI or its text. */
  private static final String URI = "baseUri";

  private final McpUse use;

  McpGate(McpUse use) {
    this.use = use;
  }

  @Override
  public @Nullable Refusal check(
      Hook hook, @Nullable Context context, @Nullable Object a, @Nullable Object b, int n, int m) {
    if (a == null) {
      throw new IllegalStateException(hook.id());
    }
    String target = hook.owner().contains("Stdio") ? STDIO : target(a);
    return use.pass(hook.id(), context, List.of(target));
  }

  private static String target(Object transport) {
    try {
      HttpUrl url = HttpUrl.parse(String.valueOf(uri(transport)));
      return Authority.of(url.host(), url.port());
    } catch (Malformed | ReflectiveOperationException e) {
      throw new IllegalStateException("this MCP SDK is not built as those that are known", e);
    }
  }

  /** The class that has the hook has the field; an application may have extended it. */
  private static Object uri(Object transport) throws ReflectiveOperationException {
    for (Class<?> type = transport.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(URI)) {
          field.setAccessible(true);
          return field.get(transport);
        }
      }
    }
    throw new NoSuchFieldException(URI);
  }
}
