package dev.sallyport.agent.framework.declared;

import dev.sallyport.agent.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call as plain values, from a map or an object of a JSON library, which writes
 * itself as JSON.
 */
final class ArgumentValues {
  /** Deeper than any message; one that holds itself has no end. */
  private static final int DEEPEST = 256;

  private ArgumentValues() {}

  /** Null where they can't be told. */
  static @Nullable Map<?, ?> of(@Nullable Object arguments) {
    if (arguments == null) {
      return Map.of();
    }
    try {
      return plain(arguments, 0) instanceof Map<?, ?> members ? members : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable Object plain(@Nullable Object value, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("arguments are nested too deeply");
    }
    if (value == null
        || value instanceof String
        || value instanceof Number
        || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> members = new LinkedHashMap<>();
      for (Map.Entry<?, ?> member : map.entrySet()) {
        members.put(member.getKey(), plain(member.getValue(), depth + 1));
      }
      return members;
    }
    if (value instanceof Collection<?> elements) {
      List<@Nullable Object> list = new ArrayList<>(elements.size());
      for (Object element : elements) {
        list.add(plain(element, depth + 1));
      }
      return list;
    }
    return Json.value(value.toString());
  }
}
