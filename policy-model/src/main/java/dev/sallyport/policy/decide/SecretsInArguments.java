package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.SecretShape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what looks like a secret in the arguments of a call. */
final class SecretsInArguments {
  private SecretsInArguments() {}

  /** The names of those that hold some, whatever they are nested in. */
  static List<String> named(@Nullable Map<?, ?> arguments) {
    if (arguments == null) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (Map.Entry<?, ?> argument : arguments.entrySet()) {
      if (holds(argument.getValue())) {
        names.add(String.valueOf(argument.getKey()));
      }
    }
    return names;
  }

  /** Without recursion: a client chooses how deep its arguments are. */
  private static boolean holds(@Nullable Object argument) {
    Deque<Object> left = new ArrayDeque<>();
    add(argument, left);
    while (!left.isEmpty()) {
      Object value = left.pop();
      if (value instanceof String text && SecretShape.isIn(text)) {
        return true;
      }
      if (value instanceof Map<?, ?> members) {
        members.keySet().forEach(name -> add(name, left));
        members.values().forEach(member -> add(member, left));
      } else if (value instanceof List<?> items) {
        items.forEach(item -> add(item, left));
      }
    }
    return false;
  }

  private static void add(@Nullable Object value, Deque<Object> left) {
    if (value != null) {
      left.push(value);
    }
  }
}
