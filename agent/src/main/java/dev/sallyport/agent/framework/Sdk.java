package dev.sallyport.agent.framework;

import dev.sallyport.agent.credential.Redaction;
import java.util.List;
import java.util.Map;

/**
 * The types of one application's SDK: how to read its messages and make its answers.
 *
 * <p>Its messages are records whose components keep their names from line to line while their
 * number grows, so they are made and changed by component name.
 */
final class Sdk {
  private static final String SCHEMA = "io.modelcontextprotocol.spec.McpSchema$";

  /** Reverse domain, as the specification wants of keys in {@code _meta}. */
  private static final String META_KEY = "dev.sallyport/decisions";

  private final Reactor reactor;
  private final RecordShape callResult;
  private final RecordShape text;
  private final RecordShape listResult;
  private final RecordShape tool;
  private final RecordShapes shapes = new RecordShapes();

  private Sdk(ClassLoader loader) throws ReflectiveOperationException {
    reactor = new Reactor(loader);
    callResult = RecordShape.of(loader.loadClass(SCHEMA + "CallToolResult"));
    text = RecordShape.of(loader.loadClass(SCHEMA + "TextContent"));
    listResult = RecordShape.of(loader.loadClass(SCHEMA + "ListToolsResult"));
    tool = RecordShape.of(loader.loadClass(SCHEMA + "Tool"));
  }

  static Sdk of(ClassLoader loader) {
    try {
      return new Sdk(loader);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this MCP SDK is not built as those that are known", e);
    }
  }

  Reactor reactor() {
    return reactor;
  }

  /** The uniform refusal: a tool result with {@code isError}, the ids, and no policy detail. */
  Object refusal(List<String> ids) {
    Object content =
        text.make(Map.of("text", "Refused by policy (sallyport " + String.join(", ", ids) + ")"));
    return callResult.make(
        Map.of("content", List.of(content), "isError", true, "meta", Map.of(META_KEY, ids)));
  }

  /** A tool result with {@code isError} and that text. */
  Object error(String message) {
    Object content = text.make(Map.of("text", message));
    return callResult.make(Map.of("content", List.of(content), "isError", true));
  }

  /** The result without the secrets in it; the same where there are none. */
  Object screened(Object result, Redaction redaction) {
    return new Screen(redaction, shapes).of(result);
  }

  boolean isError(Object result) {
    return callResult.isInstance(result) && Boolean.TRUE.equals(callResult.get(result, "isError"));
  }

  /**
   * The result with the ids of what was refused on the way, where this line's results have meta.
   */
  Object withDecisions(Object result, List<String> ids) {
    if (!callResult.isInstance(result) || !callResult.has("meta")) {
      return result;
    }
    Object before = callResult.get(result, "meta");
    Map<Object, Object> meta = new java.util.LinkedHashMap<>();
    if (before instanceof Map<?, ?> map) {
      meta.putAll(map);
    }
    meta.put(META_KEY, ids);
    return callResult.with(result, "meta", meta);
  }

  List<?> tools(Object listed) {
    return listResult.get(listed, "tools") instanceof List<?> tools ? tools : List.of();
  }

  String toolName(Object listedTool) {
    return String.valueOf(tool.get(listedTool, "name"));
  }

  Object withTools(Object listed, List<?> shown) {
    return listResult.with(listed, "tools", shown);
  }
}
