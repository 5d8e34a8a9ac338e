package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Approval;
import dev.sallyport.policy.model.Conditions;
import dev.sallyport.policy.model.Entry;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of one entry, compiled. Each is null where the entry does not say.
 *
 * @param arguments what they may be
 * @param approval who has to approve it
 */
record EntryConditions(@Nullable ArgumentChecks arguments, @Nullable Entry<Approval> approval) {
  static final EntryConditions NONE = new EntryConditions(null, null);

  static EntryConditions of(Conditions conditions) {
    return new EntryConditions(
        conditions.arguments() == null ? null : new ArgumentChecks(conditions.arguments()),
        conditions.approval());
  }
}
