package dev.sallyport.agent.framework.sdk;

import dev.sallyport.agent.framework.Shape;
import dev.sallyport.agent.framework.Shapes;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The SDK's messages as the JSON that it makes of them. */
record Plain(Shapes shapes) {
  /** Deeper than any message; one that holds itself has no end. */
  private static final int DEEPEST = 256;

  /** The components that are not called as the members of their JSON are. */
  private static final Map<String, String> RENAMED = Map.of("defs", "$defs", "meta", "_meta");

  /** The members of a message; none of what is not known to be one. */
  Map<?, ?> members(Object message) {
    return of(message, 0) instanceof Map<?, ?> members ? members : Map.of();
  }

  private @Nullable Object of(@Nullable Object value, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("a message is nested too deeply");
    }
    if (value == null
        || value instanceof String
        || value instanceof Number
        || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Map<?, ?> map) {
      return map(map, depth + 1);
    }
    if (value instanceof Collection<?> list) {
      return list(list, depth + 1);
    }
    Shape shape = shapes.of(value.getClass());
    if (shape != null) {
      return record(shape, value, depth + 1);
    }
    return value.getClass().isRecord() ? hidden(value, depth + 1) : value.toString();
  }

  /** A record that is not everybody's to look into, as the schemas of the oldest line are. */
  private Map<Object, @Nullable Object> hidden(Object value, int depth) {
    Map<Object, @Nullable Object> plain = new LinkedHashMap<>();
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      try {
        plain.put(named(component.getName()), of(accessor.invoke(value), depth));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return plain;
  }

  private static String named(String component) {
    return RENAMED.getOrDefault(component, component);
  }

  private Map<Object, @Nullable Object> map(Map<?, ?> map, int depth) {
    Map<Object, @Nullable Object> plain = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      plain.put(entry.getKey(), of(entry.getValue(), depth));
    }
    return plain;
  }

  private List<@Nullable Object> list(Collection<?> list, int depth) {
    List<@Nullable Object> plain = new ArrayList<>(list.size());
    for (Object element : list) {
      plain.add(of(element, depth));
    }
    return plain;
  }

  private Map<Object, @Nullable Object> record(Shape shape, Object value, int depth) {
    Map<Object, @Nullable Object> plain = new LinkedHashMap<>();
    for (String component : shape.components()) {
      plain.put(named(component), of(shape.get(value, component), depth));
    }
    return plain;
  }
}
