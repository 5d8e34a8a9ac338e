package dev.sallyport.policy.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Takes out of a policy what a difference does not need. */
final class Shrinker {
  private Shrinker() {}

  /**
   * The least that is left.
   *
   * @param differs holds of the policy as it is
   */
  static Map<String, Object> shrink(
      Map<String, Object> policy, Predicate<Map<String, Object>> differs) {
    Map<String, Object> least = policy;
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      for (Object candidate : without(least)) {
        @SuppressWarnings("unchecked")
        Map<String, Object> one = (Map<String, Object>) candidate;
        if (differs.test(one)) {
          least = one;
          smaller = true;
          break;
        }
      }
    }
    return least;
  }

  /** Each with one thing less. */
  private static List<Object> without(Object node) {
    List<Object> all = new ArrayList<>();
    if (node instanceof Map<?, ?> map) {
      for (Object key : map.keySet()) {
        Map<Object, Object> less = new LinkedHashMap<>(map);
        less.remove(key);
        all.add(less);
      }
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        for (Object value : without(entry.getValue())) {
          Map<Object, Object> less = new LinkedHashMap<>(map);
          less.put(entry.getKey(), value);
          all.add(less);
        }
      }
    } else if (node instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        List<Object> less = new ArrayList<>(list);
        less.remove(i);
        all.add(less);
      }
    }
    return all;
  }
}
