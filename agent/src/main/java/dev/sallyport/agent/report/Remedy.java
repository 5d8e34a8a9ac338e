package dev.sallyport.agent.report;

import dev.sallyport.agent.json.Json;
import java.util.List;
import java.util.regex.Pattern;

/** What would let go on what was denied. */
sealed interface Remedy {
  /** Keys that YAML takes for a text as they are. */
  Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

  /**
   * Something to write into the policy.
   *
   * @param keys where, from the top
   * @param value what to write there, as YAML; to be added to a list where there is one
   * @param caution what to think of before; empty for nothing
   */
  record Paste(List<String> keys, String value, String caution) implements Remedy {
    public Paste {
      keys = List.copyOf(keys);
    }

    /** As a piece of a policy of its own. */
    String yaml() {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < keys.size(); i++) {
        text.append("  ".repeat(i)).append(key(keys.get(i))).append(':');
        text.append(i + 1 < keys.size() ? "\n" : " " + value + "\n");
      }
      return text.toString();
    }
  }

  /** Nothing that could be told from a record. */
  record Never(String why) implements Remedy {}

  private static String key(String key) {
    return PLAIN.matcher(key).matches() ? key : text(key);
  }

  /** A text as YAML: what is JSON is YAML. */
  static String text(String text) {
    return Json.text(text);
  }
}
