package dev.sallyport.agent.framework.quarkus;

import dev.sallyport.agent.framework.Answers;
import dev.sallyport.agent.gate.ToolGate;
import dev.sallyport.policy.decide.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Leaves out of a list what may not be used. */
final class Filtering implements UnaryOperator<Object> {
  private static final String RESULT = "result";

  private final ToolGate gate;
  private final ToolGate.Sight sight;
  private final Answers<Object> answers;
  private final String elements;
  private final String name;
  private final Function<String, Principal.Primitive> primitive;
  private final String hook;

  /**
   * Of one kind.
   *
   * @param elements the member of a result that has them
   * @param name the member of one by which policies name it
   */
  Filtering(
      ToolGate gate,
      ToolGate.Sight sight,
      Answers<Object> answers,
      String elements,
      String name,
      Function<String, Principal.Primitive> primitive,
      String hook) {
    this.gate = gate;
    this.sight = sight;
    this.answers = answers;
    this.elements = elements;
    this.name = name;
    this.primitive = primitive;
    this.hook = hook;
  }

  @Override
  public Object apply(Object message) {
    try {
      return filtered(new Message(message));
    } catch (RuntimeException | LinkageError e) {
      return gate.refusesAfter(hook, e) ? answers.failure(Answered.FAILED) : message;
    }
  }

  private Object filtered(Message message) {
    if (!message.members().containsKey(RESULT)
        || !(message.plain().get(RESULT) instanceof Map<?, ?> result)
        || !(result.get(elements) instanceof List<?> all)) {
      return message.json();
    }
    List<Object> left = new ArrayList<>();
    for (Object one : all) {
      if (one instanceof Map<?, ?> map
          && sight.shows(primitive.apply(String.valueOf(map.get(name))), map)) {
        left.add(one);
      }
    }
    if (left.size() == all.size()) {
      return message.json();
    }
    Map<Object, Object> shown = new LinkedHashMap<>(result);
    shown.put(elements, left);
    Map<Object, Object> members = new LinkedHashMap<>(message.members());
    members.put(RESULT, shown);
    return message.with(members).json();
  }
}
