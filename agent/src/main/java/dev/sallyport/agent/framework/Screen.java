package dev.sallyport.agent.framework;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Goes through what a handler answered, and changes its texts: alone, in lists, maps and public
 * records, or what is built as a record, of any depth. What is of another class stays as it is.
 */
public final class Screen {
  /** Deeper than any answer; one that holds itself has no end. */
  private static final int DEEPEST = 64;

  private final UnaryOperator<String> change;
  private final Shapes shapes;

  public Screen(UnaryOperator<String> change, Shapes shapes) {
    this.change = change;
    this.shapes = shapes;
  }

  /** The same object where nothing in it is changed. */
  public Object of(Object answer) {
    Object screened = screened(answer, 0);
    return screened == null ? answer : screened;
  }

  private @Nullable Object screened(@Nullable Object value, int depth) {
    if (value == null || depth > DEEPEST) {
      return value;
    }
    if (value instanceof String text) {
      return change.apply(text);
    }
    if (value instanceof List<?> list) {
      return list(list, depth + 1);
    }
    if (value instanceof Map<?, ?> map) {
      return map(map, depth + 1);
    }
    Shape shape = shapes.of(value.getClass());
    return shape == null ? value : record(shape, value, depth + 1);
  }

  @SuppressWarnings("ReferenceEquality") // what has nothing to take out stays the same
  private Object list(List<?> list, int depth) {
    List<@Nullable Object> screened = new ArrayList<>(list.size());
    boolean changed = false;
    for (Object element : list) {
      Object other = screened(element, depth);
      screened.add(other);
      changed |= other != element;
    }
    return changed ? screened : list;
  }

  @SuppressWarnings("ReferenceEquality") // what has nothing to take out stays the same
  private Object map(Map<?, ?> map, int depth) {
    Map<@Nullable Object, @Nullable Object> screened = new LinkedHashMap<>();
    boolean changed = false;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object key = screened(entry.getKey(), depth);
      Object value = screened(entry.getValue(), depth);
      screened.put(key, value);
      changed |= key != entry.getKey() || value != entry.getValue();
    }
    return changed ? screened : map;
  }

  @SuppressWarnings("ReferenceEquality") // what has nothing to take out stays the same
  private Object record(Shape shape, Object value, int depth) {
    Object screened = value;
    for (String component : shape.components()) {
      Object before = shape.get(value, component);
      Object after = screened(before, depth);
      if (after != null && after != before) {
        screened = shape.with(screened, component, after);
      }
    }
    return screened;
  }
}
