package dev.sallyport.policy.model;

import dev.sallyport.policy.match.ArgumentPath;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of one tool do, as one of their arguments says.
 *
 * @param argument which
 * @param risks of the actions, by the values that stand for them
 */
public record Actions(ArgumentPath argument, Map<String, Entry<Risk>> risks) {
  public Actions {
    risks = Collections.unmodifiableMap(new LinkedHashMap<>(risks));
  }

  /** The name, in a policy and in records, of what a tool is in its calls of one action. */
  public static String virtualTool(String tool, String action) {
    return tool.concat("#").concat(action);
  }

  /** The names of all that a tool is. */
  public Set<String> virtualTools(String tool) {
    Set<String> names = new LinkedHashSet<>();
    risks.keySet().forEach(action -> names.add(virtualTool(tool, action)));
    return names;
  }

  /**
   * The action of a call; null where its argument is none of the values.
   *
   * @param arguments null where they can't be told
   */
  public @Nullable String of(@Nullable Map<?, ?> arguments) {
    Object value = arguments == null ? null : argument.in(arguments);
    return value instanceof String text && risks.containsKey(text) ? text : null;
  }
}
