package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Conditions;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of one entry, compiled. Each is null where the entry does not say.
 *
 * @param arguments what they may be
 * @param when what has to be true
 */
record EntryConditions(@Nullable ArgumentChecks arguments, @Nullable WhenRule when) {
  static final EntryConditions NONE = new EntryConditions(null, null);

  static EntryConditions of(Conditions conditions) {
    return new EntryConditions(
        conditions.arguments() == null ? null : new ArgumentChecks(conditions.arguments()),
        conditions.when() == null ? null : new WhenRule(conditions.when()));
  }
}
