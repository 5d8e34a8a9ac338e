package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Conditions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of one entry, compiled. Each is null or empty where the entry does not say.
 *
 * @param arguments what they may be
 * @param hours at which it may be called
 * @param requires what has to have succeeded before
 */
record EntryConditions(
    @Nullable ArgumentChecks arguments,
    @Nullable HourCheck hours,
    List<RequirementCheck> requires) {
  static final EntryConditions NONE = new EntryConditions(null, null, List.of());

  static EntryConditions of(Conditions conditions) {
    return new EntryConditions(
        conditions.arguments() == null ? null : new ArgumentChecks(conditions.arguments()),
        conditions.hours() == null ? null : new HourCheck(conditions.hours()),
        conditions.requires().stream().map(RequirementCheck::new).toList());
  }
}
