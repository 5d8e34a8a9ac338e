package dev.sallyport.policy.reference;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A policy as it is written: maps, lists, texts, numbers and booleans. */
final class Tree {
  private Tree() {}

  /** What is under a key; empty where it is not written. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> map(@Nullable Object parent, String key) {
    Object value = parent instanceof Map<?, ?> map ? map.get(key) : null;
    return value instanceof Map<?, ?> ? (Map<String, Object>) value : Map.of();
  }

  /** The texts of the list under a key; empty where it is not written. */
  @SuppressWarnings("unchecked")
  static List<String> texts(@Nullable Object parent, String key) {
    Object value = parent instanceof Map<?, ?> map ? map.get(key) : null;
    return value instanceof List<?> ? (List<String>) value : List.of();
  }

  /** The text under a key, or else another. */
  static String text(@Nullable Object parent, String key, String otherwise) {
    Object value = parent instanceof Map<?, ?> map ? map.get(key) : null;
    return value == null ? otherwise : value.toString();
  }

  /** As JSON, which is YAML as well; each key at the top has a line. */
  static String write(Map<String, Object> policy) {
    StringBuilder text = new StringBuilder("{");
    String before = "\n";
    for (Map.Entry<String, Object> entry : policy.entrySet()) {
      text.append(before).append('"').append(entry.getKey()).append("\": ");
      append(entry.getValue(), text);
      before = ",\n";
    }
    return text.append("\n}\n").toString();
  }

  private static void append(Object value, StringBuilder text) {
    if (value instanceof Map<?, ?> map) {
      String before = "{";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        append(entry.getKey(), text.append(before));
        append(entry.getValue(), text.append(": "));
        before = ", ";
      }
      text.append(map.isEmpty() ? "{}" : "}");
    } else if (value instanceof List<?> list) {
      String before = "[";
      for (Object item : list) {
        append(item, text.append(before));
        before = ", ";
      }
      text.append(list.isEmpty() ? "[]" : "]");
    } else if (value instanceof String written) {
      text.append('"').append(written.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    } else {
      text.append(value);
    }
  }
}
