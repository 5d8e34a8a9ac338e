package dev.sallyport.agent.learn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands under one key of a policy: keys, or a list of rules, with what is said of them. */
final class Branch {
  final List<String> above = new ArrayList<>();
  final Map<String, Branch> members = new LinkedHashMap<>();
  final List<Item> items = new ArrayList<>();
  final List<Refused> refused = new ArrayList<>();

  /** Whether it is only told of, and the key does not come into the policy. */
  boolean withheld;

  /**
   * What was seen and is not granted.
   *
   * @param rule the key and the rule that would grant it, or what it was
   * @param note how often, and when
   */
  record Refused(String rule, String reason, String note) {
    /** What does not change when more of it is seen. */
    String lasting() {
      return Quotes.comment(rule + ": " + reason);
    }

    String text() {
      return lasting() + (note.isEmpty() ? "" : " (" + note + ")");
    }
  }

  Branch member(String key) {
    return members.computeIfAbsent(key, first -> new Branch());
  }

  boolean isEmpty() {
    return members.isEmpty() && items.isEmpty() && refused.isEmpty();
  }

  /** Whether a policy would say more with it. */
  boolean grants() {
    return !withheld
        && (!items.isEmpty()
            || members.isEmpty()
            || members.values().stream().anyMatch(Branch::grants));
  }

  /** How many rules were learned; what keeps secrets beside them does not count. */
  long rules() {
    return withheld
        ? 0
        : items.stream().filter(item -> !item.note().isEmpty()).count()
            + members.values().stream().mapToLong(Branch::rules).sum();
  }

  long refusals() {
    return refused.size() + members.values().stream().mapToLong(Branch::refusals).sum();
  }
}
