package dev.sallyport.agent.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a record says of the arguments of a call.
 *
 * @param names of the arguments
 * @param values as {@link ArgumentValues} shows them; empty where nobody asked for them
 */
public record Arguments(List<String> names, Map<String, String> values) {
  /** Of what is no call. */
  public static final Arguments NONE = new Arguments(List.of(), Map.of());

  Arguments shown(UnaryOperator<String> visible) {
    if (values.isEmpty()) {
      return this;
    }
    Map<String, String> shown = new LinkedHashMap<>(values);
    shown.replaceAll((name, value) -> visible.apply(value));
    return new Arguments(names, shown);
  }
}
