package dev.sallyport.policy.model;

import dev.sallyport.policy.match.NameGlob;
import java.util.List;

/**
 * Tools that have something in common, and nothing with those outside.
 *
 * @param tools which, by name or glob
 * @param grants what each of them may touch; the credentials are the namespace's own
 * @param limits of all their calls together
 */
public record Namespace(List<Entry<NameGlob>> tools, GrantSet grants, CallLimits limits) {
  public Namespace {
    tools = List.copyOf(tools);
  }

  /** Whether every tool that the glob fits is in it. */
  public boolean covers(NameGlob glob) {
    for (Entry<NameGlob> its : tools) {
      if (its.value().covers(glob)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a tool of that name is in it. */
  public boolean has(String tool) {
    for (Entry<NameGlob> its : tools) {
      if (its.value().matches(tool)) {
        return true;
      }
    }
    return false;
  }
}
