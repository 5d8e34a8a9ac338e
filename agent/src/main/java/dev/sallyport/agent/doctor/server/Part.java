package dev.sallyport.agent.doctor.server;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one jar or directory has of classes that rows are about.
 *
 * @param framework the MCP framework that they are of, or empty
 * @param place the jar, and those that it lies in, or the directory
 * @param tried their rows
 */
public record Part(String framework, String place, List<Tried> tried) {

  public Part {
    tried = List.copyOf(tried);
  }

  /** The rows that the agent would call missing hooks, one for each method. */
  public List<Tried> missing() {
    Set<String> methods = new HashSet<>();
    return tried.stream()
        .filter(Tried::isMissing)
        .filter(one -> methods.add(one.hook().id() + one.hook().descriptor()))
        .toList();
  }
}
