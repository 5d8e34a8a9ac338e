package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Approval;
import dev.sallyport.policy.model.Conditions;
import dev.sallyport.policy.model.Contradiction;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Risk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of one entry, compiled. Each is null where the entry does not say.
 *
 * @param arguments what they may be
 * @param approval who has to approve it
 * @param scopes what some of them may name together
 * @param risk what its tool may do at worst
 * @param hints what becomes of what contradicts what the tool says of itself
 */
record EntryConditions(
    @Nullable ArgumentChecks arguments,
    @Nullable Entry<Approval> approval,
    List<ScopeCheck> scopes,
    @Nullable Entry<Risk> risk,
    @Nullable Entry<Contradiction> hints) {
  static final EntryConditions NONE = new EntryConditions(null, null, List.of(), null, null);

  static EntryConditions of(Conditions conditions) {
    return new EntryConditions(
        conditions.arguments() == null ? null : new ArgumentChecks(conditions.arguments()),
        conditions.approval(),
        conditions.scopes().stream().map(ScopeCheck::new).toList(),
        conditions.risk(),
        conditions.hints());
  }
}
