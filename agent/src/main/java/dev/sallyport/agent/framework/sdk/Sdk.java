package dev.sallyport.agent.framework.sdk;

import dev.sallyport.agent.framework.Answers;
import dev.sallyport.agent.framework.Refusals;
import dev.sallyport.agent.framework.Refused;
import dev.sallyport.agent.framework.Screen;
import dev.sallyport.agent.framework.Shape;
import dev.sallyport.agent.framework.Shapes;
import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The types of one application's SDK: how to read its messages and make its answers.
 *
 * <p>Its messages are records, or built as such in copies for an older Java, whose components keep
 * their names from line to line while their number grows, so they are made and changed by component
 * name.
 */
final class Sdk {
  private static final String SCHEMA = "io.modelcontextprotocol.spec.McpSchema$";

  /** What else answers are made of; an SDK whose answers can't be screened is not known. */
  private static final List<String> ANSWERS =
      List.of(
          "ReadResourceResult",
          "TextResourceContents",
          "BlobResourceContents",
          "GetPromptResult",
          "PromptMessage",
          "EmbeddedResource");

  private static final String META = "meta";
  private static final String UNKNOWN = "this MCP SDK is not built as those that are known";

  private final Reactor reactor;
  private final Shape callResult;
  private final Shape text;
  private final Shape error;
  private final Constructor<?> exception;
  private final Shapes shapes = new Shapes();
  private final ClassLoader loader;

  private Sdk(ClassLoader loader) throws ReflectiveOperationException {
    reactor = new Reactor(loader);
    callResult = Shape.of(loader.loadClass(SCHEMA + "CallToolResult"));
    text = Shape.of(loader.loadClass(SCHEMA + "TextContent"));
    Class<?> errorType = loader.loadClass(SCHEMA + "JSONRPCResponse$JSONRPCError");
    error = Shape.of(errorType);
    exception = loader.loadClass("io.modelcontextprotocol.spec.McpError").getConstructor(errorType);
    for (String answer : ANSWERS) {
      Shape.of(loader.loadClass(SCHEMA.concat(answer)));
    }
    this.loader = loader;
  }

  static Sdk of(ClassLoader loader) {
    try {
      return new Sdk(loader);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(UNKNOWN, e);
    }
  }

  Reactor reactor() {
    return reactor;
  }

  /** Of tools: a result can say that the call failed. */
  Answers<Object> ofTools() {
    return new OfTools();
  }

  /** Of all else: a request that fails is answered with an error of JSON-RPC. */
  Answers<Object> ofRequests() {
    return new OfRequests();
  }

  /**
   * One of its lists.
   *
   * @param result the record's name
   * @param elements the component that has them
   * @param element the name of their record
   * @param name the component by which policies name them
   */
  Listing listing(String result, String elements, String element, String name) {
    try {
      return new Listing(
          Shape.of(loader.loadClass(SCHEMA.concat(result))),
          elements,
          Shape.of(loader.loadClass(SCHEMA.concat(element))),
          name,
          new Plain(shapes));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(UNKNOWN, e);
    }
  }

  /** Each answer is a {@code Mono}. */
  private abstract class OfAll implements Answers<Object> {
    @Override
    public Object result(Object result) {
      return reactor.just(result);
    }

    @Override
    public Object thrown(Throwable failure) {
      return reactor.error(failure);
    }

    @Override
    public Object withDecisions(Object result, List<String> ids) {
      return withMeta(result, ids);
    }

    @Override
    public Object screened(Object result, UnaryOperator<String> change) {
      return new Screen(change, shapes).of(result);
    }
  }

  /** A result with {@code isError}. */
  private final class OfTools extends OfAll {
    @Override
    public Object refusal(Refused why) {
      return failure(why.text(), why.meta());
    }

    @Override
    public Object failure(String message) {
      return failure(message, Map.of());
    }

    private Object failure(String message, Map<String, Object> meta) {
      Map<String, Object> result = new HashMap<>();
      result.put("content", List.of(text.make(Map.of("text", message))));
      result.put("isError", true);
      result.put("meta", meta.isEmpty() ? null : meta);
      return reactor.just(callResult.make(result));
    }

    @Override
    public boolean isFailure(Object result) {
      return callResult.isInstance(result)
          && Boolean.TRUE.equals(callResult.get(result, "isError"));
    }
  }

  private final class OfRequests extends OfAll {
    @Override
    public Object refusal(Refused why) {
      return failure(Refusals.REFUSED, why.text(), why.meta());
    }

    @Override
    public Object failure(String message) {
      return failure(Refusals.INTERNAL_ERROR, message, Map.of());
    }

    private Object failure(int code, String message, Map<String, Object> data) {
      Map<String, Object> told = new HashMap<>();
      told.put("code", code);
      told.put("message", message);
      told.put("data", data.isEmpty() ? null : data);
      try {
        return reactor.error((Throwable) exception.newInstance(error.make(told)));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public boolean isFailure(Object result) {
      return false;
    }
  }

  /** With the ids in {@code _meta}, where the results of this line have one. */
  private Object withMeta(Object result, List<String> ids) {
    Shape shape = shapes.of(result.getClass());
    if (shape == null || !shape.has(META)) {
      return result;
    }
    Map<Object, Object> meta = new LinkedHashMap<>();
    if (shape.get(result, META) instanceof Map<?, ?> before) {
      meta.putAll(before);
    }
    meta.put(Refusals.META_KEY, ids);
    return shape.with(result, META, meta);
  }
}
