package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.Glob;
import dev.sallyport.policy.match.GlobIndex;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Reach;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What each role, scope or purpose may reach. */
final class ReachRules {
  private final Map<String, Listed> reaches = new HashMap<>();
  private final Decision denied;

  ReachRules(Entry<Map<String, Reach>> written, Reason reason) {
    for (Map.Entry<String, Reach> one : written.value().entrySet()) {
      Reach reach = one.getValue();
      reaches.put(
          one.getKey(),
          new Listed(index(reach.tools()), index(reach.resources()), index(reach.prompts())));
    }
    this.denied = Decisions.denied(written, reason);
  }

  private static GlobIndex index(List<? extends Entry<? extends Glob>> entries) {
    List<Glob> globs = new ArrayList<>(entries.size());
    for (Entry<? extends Glob> entry : entries) {
      globs.add(entry.value());
    }
    return new GlobIndex(globs);
  }

  /** The decision where none of them reaches it. */
  Decision denied() {
    return denied;
  }

  /** Whether one of them lists it. */
  boolean reach(Set<String> names, Principal.Primitive primitive, String subject) {
    for (String name : names) {
      Listed listed = reaches.get(name);
      if (listed != null && listed.has(primitive, subject)) {
        return true;
      }
    }
    return false;
  }

  /** Which of them list it, by their names, in order. */
  List<String> listing(Principal.Primitive primitive, String subject) {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, Listed> one : reaches.entrySet()) {
      if (one.getValue().has(primitive, subject)) {
        names.add(one.getKey());
      }
    }
    names.sort(null);
    return names;
  }

  private record Listed(GlobIndex tools, GlobIndex resources, GlobIndex prompts) {
    boolean has(Principal.Primitive primitive, String subject) {
      if (primitive instanceof Principal.Tool tool) {
        String virtual = tool.virtual();
        return tools.matches(subject) || (virtual != null && tools.matches(virtual));
      }
      return (primitive instanceof Principal.Prompt ? prompts : resources).matches(subject);
    }
  }
}
