package dev.sallyport.agent.pin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text of a definition.
 *
 * @param where the way to it, such as {@code inputSchema.properties.path.description}
 */
record Passage(String where, String text) {

  /** All of a value's texts, the names of its members too. */
  static List<Passage> of(@Nullable Object value) {
    List<Passage> passages = new ArrayList<>();
    collect("", value, passages);
    return passages;
  }

  private static void collect(String where, @Nullable Object value, List<Passage> passages) {
    if (value instanceof Map<?, ?> object) {
      for (Map.Entry<?, ?> member : object.entrySet()) {
        String name = String.valueOf(member.getKey());
        passages.add(new Passage(where, name));
        collect(where.isEmpty() ? name : where + "." + name, member.getValue(), passages);
      }
    } else if (value instanceof Collection<?> list) {
      for (Object element : list) {
        collect(where, element, passages);
      }
    } else if (value != null && !(value instanceof Number) && !(value instanceof Boolean)) {
      passages.add(new Passage(where, value.toString()));
    }
  }
}
