package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.Glob;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What each role, scope or purpose may reach. */
final class ReachRules {
  private final Map<String, Reach> reaches;
  private final Decision denied;

  ReachRules(Entry<Map<String, Reach>> written, Reason reason) {
    this.reaches = written.value();
    this.denied = Decisions.denied(written, reason);
  }

  /** The decision where none of them reaches it. */
  Decision denied() {
    return denied;
  }

  /** Whether one of them lists it. */
  boolean reach(Set<String> names, Principal.Primitive primitive, String subject) {
    for (String name : names) {
      Reach reach = reaches.get(name);
      if (reach != null && lists(reach, primitive, subject)) {
        return true;
      }
    }
    return false;
  }

  /** Which of them list it, by their names, in order. */
  List<String> listing(Principal.Primitive primitive, String subject) {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, Reach> one : reaches.entrySet()) {
      if (lists(one.getValue(), primitive, subject)) {
        names.add(one.getKey());
      }
    }
    names.sort(null);
    return names;
  }

  private static boolean lists(Reach reach, Principal.Primitive primitive, String subject) {
    if (primitive instanceof Principal.Tool tool) {
      String virtual = tool.virtual();
      return covers(reach.tools(), subject) || (virtual != null && covers(reach.tools(), virtual));
    }
    return covers(
        primitive instanceof Principal.Prompt ? reach.prompts() : reach.resources(), subject);
  }

  private static boolean covers(List<? extends Entry<? extends Glob>> globs, String subject) {
    for (Entry<? extends Glob> glob : globs) {
      if (glob.value().matches(subject)) {
        return true;
      }
    }
    return false;
  }
}
