package dev.sallyport.agent.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a line says, by paths such as {@code principal.tool} and {@code withheld[0]}. Numbers and
 * booleans are kept as their text, and what the line does not say is empty.
 */
public record Fields(Map<String, String> values) {

  public boolean has(String path) {
    return values.containsKey(path);
  }

  /** The text there; empty where there is none. */
  public String text(String path) {
    return values.getOrDefault(path, "");
  }

  /** The whole number there; 0 where there is none. */
  public long number(String path) {
    try {
      return Long.parseLong(text(path));
    } catch (NumberFormatException laterVersion) {
      return 0;
    }
  }

  /** The texts of the list there. */
  public List<String> list(String path) {
    List<String> items = new ArrayList<>();
    for (int i = 0; has(path + "[" + i + "]"); i++) {
      items.add(text(path + "[" + i + "]"));
    }
    return items;
  }

  /** The texts of the object there, by name, in the order of the line. */
  public Map<String, String> object(String path) {
    Map<String, String> members = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(path + ".")) {
            members.put(name.substring(path.length() + 1), value);
          }
        });
    return members;
  }
}
