package dev.sallyport.agent.framework.declared;

import dev.sallyport.agent.framework.Answers;
import dev.sallyport.agent.framework.Refusals;
import dev.sallyport.agent.framework.Refused;
import dev.sallyport.agent.framework.Screen;
import dev.sallyport.agent.framework.Shapes;
import dev.sallyport.agent.framework.json.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Answers in the way that the result of a method lets one; else the method throws. */
final class DeclaredAnswers implements Answers<Reply> {
  /** Stands for a result that is null, or of a method that has none. */
  static final Object NOTHING = new Object();

  private static final String CONTENT = "content";
  private static final String FAILED = "isError";
  private static final String META = "_meta";
  private static final Shapes SHAPES = new Shapes();

  private final @Nullable Class<?> result;

  /**
   * Answers of one method.
   *
   * @param result its; null where that is no object
   */
  DeclaredAnswers(@Nullable Class<?> result) {
    this.result = result;
  }

  @Override
  public Reply refusal(Refused why) {
    String text = why.text();
    if (result == String.class) {
      return Reply.of(text);
    }
    if (result == Map.class) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put(CONTENT, List.of(Map.of("type", "text", "text", text)));
      members.put(FAILED, true);
      members.put(META, why.meta());
      return Reply.of(members);
    }
    return Reply.thrown(new SecurityException(text));
  }

  /** The server says in its own way what a handler threw. */
  @Override
  public Reply failure(String message) {
    return Reply.thrown(new IllegalStateException(message));
  }

  @Override
  public Reply result(Object answer) {
    return fits(answer)
        ? Reply.of(answer)
        : Reply.thrown(new SecurityException("The answer can't be given without its secrets"));
  }

  @Override
  public Reply thrown(Throwable failure) {
    return Reply.thrown(failure);
  }

  @Override
  public boolean isFailure(Object answer) {
    return answer instanceof Map<?, ?> members && Boolean.TRUE.equals(members.get(FAILED));
  }

  /** Only the result of a tool as the protocol has it can say so. */
  @Override
  public Object withDecisions(Object answer, List<String> ids) {
    if (!(answer instanceof Map<?, ?> before) || !before.containsKey(CONTENT)) {
      return answer;
    }
    Map<Object, @Nullable Object> members = new LinkedHashMap<>(before);
    Map<Object, @Nullable Object> meta =
        members.get(META) instanceof Map<?, ?> own
            ? new LinkedHashMap<>(own)
            : new LinkedHashMap<>();
    meta.put(Refusals.META_KEY, ids);
    members.put(META, meta);
    return fits(members) ? members : answer;
  }

  @Override
  public Object screened(Object answer, UnaryOperator<String> change) {
    return new Screen(change, SHAPES).of(answer);
  }

  /** What a future answers can be anything. */
  private boolean fits(Object answer) {
    return answer == NOTHING
        || result == null
        || result.isInstance(answer)
        || result.isAssignableFrom(CompletableFuture.class);
  }
}
