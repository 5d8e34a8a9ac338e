package dev.sallyport.agent.framework.declared;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of a call's arguments, which are a map or an object of a JSON library. */
final class ArgumentNames {
  /** As Gson and {@code org.json} have them, and as Jackson and Vert.x do. */
  private static final List<String> METHODS = List.of("keySet", "fieldNames");

  private ArgumentNames() {}

  /** None where they can't be told. */
  static List<String> of(@Nullable Object arguments) {
    List<String> names = new ArrayList<>();
    Object found = arguments instanceof Map<?, ?> map ? map.keySet() : found(arguments);
    if (found instanceof Iterable<?> all) {
      all.forEach(name -> names.add(String.valueOf(name)));
    } else if (found instanceof Iterator<?> all) {
      all.forEachRemaining(name -> names.add(String.valueOf(name)));
    }
    return names;
  }

  private static @Nullable Object found(@Nullable Object arguments) {
    if (arguments == null) {
      return null;
    }
    for (String method : METHODS) {
      try {
        return arguments.getClass().getMethod(method).invoke(arguments);
      } catch (ReflectiveOperationException e) {
        // Some other library's.
      }
    }
    return null;
  }
}
