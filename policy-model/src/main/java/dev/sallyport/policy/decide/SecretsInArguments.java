package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.SecretShape;
import java.util.ArrayList;
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

  private static boolean holds(@Nullable Object value) {
    if (value instanceof String text) {
      return SecretShape.isIn(text);
    }
    if (value instanceof Map<?, ?> members) {
      return members.keySet().stream().anyMatch(SecretsInArguments::holds)
          || members.values().stream().anyMatch(SecretsInArguments::holds);
    }
    return value instanceof List<?> items && items.stream().anyMatch(SecretsInArguments::holds);
  }
}
