package dev.sallyport.agent.framework.quarkus;

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

/** Answers to one request by whole messages; what fails is an error of JSON-RPC. */
class Answered implements Answers<Object> {
  /** What a client is told of a fault of ours. */
  static final String FAILED = "Internal error";

  private static final Shapes NONE = new Shapes();

  private final Message asked;

  Answered(Message asked) {
    this.asked = asked;
  }

  @Override
  public Object refusal(Refused why) {
    return error(Refusals.REFUSED, why.text(), why.meta());
  }

  @Override
  public Object failure(String message) {
    return error(Refusals.INTERNAL_ERROR, message, Map.of());
  }

  private Object error(int code, String message, Map<String, Object> data) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", code);
    error.put("message", message);
    if (!data.isEmpty()) {
      error.put("data", data);
    }
    return message("error", error);
  }

  /** The answer to the same request. */
  final Object message(String member, Map<String, Object> value) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("jsonrpc", "2.0");
    members.put("id", asked.id());
    members.put(member, value);
    return asked.with(members).json();
  }

  @Override
  public Object result(Object result) {
    return result;
  }

  /** What a handler throws the framework itself answers, as it answers everything. */
  @Override
  public Object thrown(Throwable failure) {
    return failure(String.valueOf(failure.getMessage()));
  }

  @Override
  public boolean isFailure(Object result) {
    return new Message(result).isError();
  }

  /** In {@code _meta} of a result, and in {@code data} of an error. */
  @Override
  public Object withDecisions(Object result, List<String> ids) {
    Message message = new Message(result);
    return message.isError()
        ? added(message, "error", "data", ids)
        : added(message, "result", "_meta", ids);
  }

  private static Object added(Message message, String member, String place, List<String> ids) {
    Map<Object, Object> members = copy(message.plain());
    Map<Object, Object> value = copy(members.get(member));
    Map<Object, Object> told = copy(value.get(place));
    told.put(Refusals.META_KEY, ids);
    value.put(place, told);
    members.put(member, value);
    return message.with(members).json();
  }

  private static Map<Object, Object> copy(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? new LinkedHashMap<>(map) : new LinkedHashMap<>();
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the same where there is nothing
  public Object screened(Object result, UnaryOperator<String> change) {
    Message message = new Message(result);
    Map<?, ?> members = message.plain();
    Object screened = new Screen(change, NONE).of(members);
    return screened == members ? result : message.with((Map<?, ?>) screened).json();
  }
}
