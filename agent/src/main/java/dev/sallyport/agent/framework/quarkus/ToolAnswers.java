package dev.sallyport.agent.framework.quarkus;

import dev.sallyport.agent.framework.Refused;
import dev.sallyport.agent.framework.Shape;
import dev.sallyport.agent.framework.Shapes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers of tools: a result can say that the call failed. */
final class ToolAnswers extends Answered {
  private static final String IS_ERROR = "isError";
  private static final Shapes SHAPES = new Shapes();

  ToolAnswers(Message asked) {
    super(asked);
  }

  @Override
  public Object refusal(Refused why) {
    return failure(why.text(), why.meta());
  }

  @Override
  public Object failure(String message) {
    return failure(message, Map.of());
  }

  private Object failure(String message, Map<String, Object> meta) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put(IS_ERROR, true);
    result.put("content", List.of(Map.of("type", "text", "text", message)));
    if (!meta.isEmpty()) {
      result.put("_meta", meta);
    }
    return message("result", result);
  }

  @Override
  public boolean isFailure(Object result) {
    return super.isFailure(result) || saysError(new Message(result));
  }

  /** The framework's result is a record; what else it may be is read as the client will. */
  private static boolean saysError(Message message) {
    Object result = message.members().get("result");
    Shape shape = result == null ? null : SHAPES.of(result.getClass());
    Object said =
        shape != null
            ? shape.get(result, IS_ERROR)
            : message.plain().get("result") instanceof Map<?, ?> map ? map.get(IS_ERROR) : null;
    return Boolean.TRUE.equals(said);
  }
}
