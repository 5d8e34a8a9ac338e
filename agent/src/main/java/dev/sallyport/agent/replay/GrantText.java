package dev.sallyport.agent.replay;

import java.util.List;

/**
 * A grant, to be written into a policy.
 *
 * @param under the key that its lines stand under, such as {@code tools.read_file}
 * @param lines YAML, each a key with its value
 * @param more how many values were left out, as there are many
 */
public record GrantText(String under, List<String> lines, int more) {
  public GrantText {
    lines = List.copyOf(lines);
  }
}
