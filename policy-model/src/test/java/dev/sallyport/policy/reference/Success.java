package dev.sallyport.policy.reference;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call that succeeded in the session.
 *
 * @param ago how long before the call that is asked about
 */
record Success(String tool, Map<String, Object> arguments, Duration ago) {

  /** Whether a call has the value that this one had; what is left out is no value. */
  boolean hasSame(List<String> place, Map<?, ?> others) {
    Object one = at(place, arguments);
    Object other = at(place, others);
    return one != null && other != null && isSame(one, other);
  }

  private static @Nullable Object at(List<String> place, Object object) {
    Object value = object;
    for (String name : place) {
      value = value instanceof Map<?, ?> members ? members.get(name) : null;
    }
    return value;
  }

  private static boolean isSame(@Nullable Object one, @Nullable Object other) {
    if (one instanceof Map<?, ?> members && other instanceof Map<?, ?> others) {
      boolean same = members.keySet().equals(others.keySet());
      for (Object name : members.keySet()) {
        same = same && isSame(members.get(name), others.get(name));
      }
      return same;
    }
    if (one instanceof List<?> items && other instanceof List<?> others) {
      boolean same = items.size() == others.size();
      for (int i = 0; same && i < items.size(); i++) {
        same = isSame(items.get(i), others.get(i));
      }
      return same;
    }
    return one == null ? other == null : other != null && ReferenceArguments.isSame(one, other);
  }
}
