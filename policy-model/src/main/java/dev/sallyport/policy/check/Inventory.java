package dev.sallyport.policy.check;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known of a server's tools.
 *
 * @param tools by name; empty where nothing is known
 * @param arguments of those tools whose schema is known
 */
public record Inventory(Set<String> tools, Map<String, List<Argument>> arguments) {
  /** Nothing is known. */
  public static final Inventory UNKNOWN = new Inventory(Set.of(), Map.of());

  public Inventory {
    tools = Set.copyOf(new LinkedHashSet<>(tools));
    arguments = Map.copyOf(new LinkedHashMap<>(arguments));
  }

  /**
   * One argument, as the schema of its tool has it.
   *
   * @param free whether any text fits
   * @param values the only texts that fit; empty where others do
   */
  public record Argument(String name, boolean free, List<String> values) {
    public Argument {
      values = List.copyOf(values);
    }
  }
}
