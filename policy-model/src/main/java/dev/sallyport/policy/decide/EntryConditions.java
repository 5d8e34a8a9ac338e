package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Approval;
import dev.sallyport.policy.model.Conditions;
import dev.sallyport.policy.model.Contradiction;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Risk;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of one entry, compiled. Each is null where the entry does not say.
 *
 * @param arguments what they may be
 * @param approval who has to approve it
 * @param risk what its tool may do at worst
 * @param hints what becomes of what contradicts what the tool says of itself
 */
record EntryConditions(
    @Nullable ArgumentChecks arguments,
    @Nullable Entry<Approval> approval,
    @Nullable Entry<Risk> risk,
    @Nullable Entry<Contradiction> hints) {
  static final EntryConditions NONE = new EntryConditions(null, null, null, null);

  static EntryConditions of(Conditions conditions) {
    return new EntryConditions(
        conditions.arguments() == null ? null : new ArgumentChecks(conditions.arguments()),
        conditions.approval(),
        conditions.risk(),
        conditions.hints());
  }
}
