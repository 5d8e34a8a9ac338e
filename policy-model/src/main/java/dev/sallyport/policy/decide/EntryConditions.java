package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Conditions;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of one entry, compiled. Each is null where the entry does not say.
 *
 * @param arguments what they may be
 */
record EntryConditions(@Nullable ArgumentChecks arguments) {
  static final EntryConditions NONE = new EntryConditions(null);

  static EntryConditions of(Conditions conditions) {
    return new EntryConditions(
        conditions.arguments() == null ? null : new ArgumentChecks(conditions.arguments()));
  }
}
