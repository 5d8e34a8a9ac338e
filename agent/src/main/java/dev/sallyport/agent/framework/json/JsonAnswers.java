package dev.sallyport.agent.framework.json;

import dev.sallyport.agent.framework.Answers;
import dev.sallyport.agent.framework.Refusals;
import dev.sallyport.agent.framework.Refused;
import dev.sallyport.agent.framework.Screen;
import dev.sallyport.agent.framework.Shapes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Answers by what the protocol says of them, whatever the framework's own messages are. */
final class JsonAnswers implements Answers<Reply> {
  private static final String META = "_meta";
  private static final Shapes NONE = new Shapes();

  private final Messages messages;
  private final boolean ofTools;

  /**
   * Answers of one method.
   *
   * @param ofTools whether a result can say that it is a failure, or else an error says so
   */
  JsonAnswers(Messages messages, boolean ofTools) {
    this.messages = messages;
    this.ofTools = ofTools;
  }

  @Override
  public Reply refusal(Refused why) {
    Map<String, @Nullable Object> meta = new LinkedHashMap<>(why.meta());
    return ofTools
        ? toolFailure(why.text(), meta)
        : messages.error(Refusals.REFUSED, why.text(), meta);
  }

  @Override
  public Reply failure(String message) {
    return ofTools
        ? toolFailure(message, Map.of())
        : messages.error(Refusals.INTERNAL_ERROR, message, Map.of());
  }

  private Reply toolFailure(String message, Map<String, @Nullable Object> meta) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("content", List.of(Map.of("type", "text", "text", message)));
    members.put("isError", true);
    if (!meta.isEmpty()) {
      members.put(META, meta);
    }
    return Reply.of(messages.toolResult(members));
  }

  @Override
  public Reply result(Object result) {
    return Reply.of(result);
  }

  @Override
  public Reply thrown(Throwable failure) {
    return Reply.thrown(failure);
  }

  @Override
  public boolean isFailure(Object result) {
    return ofTools && messages.isFailure(result);
  }

  @Override
  public Object withDecisions(Object result, List<String> ids) {
    Map<String, @Nullable Object> members = messages.members(result);
    Map<Object, @Nullable Object> meta =
        members.get(META) instanceof Map<?, ?> before
            ? new LinkedHashMap<>(before)
            : new LinkedHashMap<>();
    meta.put(Refusals.META_KEY, ids);
    members.put(META, meta);
    return messages.like(result, members);
  }

  @Override
  @SuppressWarnings({"ReferenceEquality", "unchecked"}) // the same where there is nothing
  public Object screened(Object result, UnaryOperator<String> change) {
    Map<String, @Nullable Object> members = messages.members(result);
    Object screened = new Screen(change, NONE).of(members);
    return screened == members
        ? result
        : messages.like(result, (Map<String, @Nullable Object>) screened);
  }
}
