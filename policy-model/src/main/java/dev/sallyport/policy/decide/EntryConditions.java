package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Actions;
import dev.sallyport.policy.model.ArgumentScope;
import dev.sallyport.policy.model.Conditions;
import dev.sallyport.policy.model.Contradiction;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.InputSchema;
import dev.sallyport.policy.model.Requirement;
import dev.sallyport.policy.model.Risk;
import dev.sallyport.policy.model.SecretArguments;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of one entry, compiled.
 *
 * @param bounds of arguments; null where the entry does not say
 * @param arguments what they may be; null where the entry does not say
 * @param others all others, in the order in which they are asked
 * @param secrets what becomes of secrets in arguments; null where the entry does not say
 * @param schema the denial of arguments that the schema does not fit that the tool shows; null
 *     where the entry does not ask for that
 * @param approval who has to approve it; null where the entry does not say
 * @param risk what its tool may do at worst; null where the entry does not say
 * @param actions what each of its calls does; null where the entry does not say
 * @param contradicted the denial of what contradicts what the tool says of itself; null where the
 *     entry does not ask for that
 */
record EntryConditions(
    @Nullable CallCheck bounds,
    @Nullable CallCheck arguments,
    List<CallCheck> others,
    @Nullable SecretArguments secrets,
    @Nullable Decision schema,
    @Nullable ApprovalCheck approval,
    @Nullable Entry<Risk> risk,
    @Nullable Actions actions,
    @Nullable Decision contradicted) {
  static final EntryConditions NONE =
      new EntryConditions(null, null, List.of(), null, null, null, null, null, null);

  static EntryConditions of(Conditions written) {
    Entry<SecretArguments> secrets = written.secrets();
    Entry<InputSchema> schema = written.schema();
    Entry<Contradiction> hints = written.hints();
    boolean bounded = written.size() != null || written.depth() != null;
    return new EntryConditions(
        bounded ? new ArgumentBounds(written.size(), written.depth()) : null,
        written.arguments() == null ? null : new ArgumentChecks(written.arguments()),
        others(written),
        secrets == null ? null : secrets.value(),
        schema != null && schema.value() == InputSchema.CHECK
            ? Decisions.denied(schema, Reason.ARGUMENT_SCHEMA)
            : null,
        written.approval() == null ? null : new ApprovalCheck(written.approval()),
        written.risk(),
        written.actions() == null ? null : written.actions().value(),
        hints != null && hints.value() == Contradiction.DENY
            ? Decisions.denied(hints, Reason.RISK)
            : null);
  }

  /** The risk of calls of an action, or of any where the action is null. */
  @Nullable Entry<Risk> risk(@Nullable String action) {
    return actions == null || action == null ? risk : actions.risks().get(action);
  }

  private static List<CallCheck> others(Conditions written) {
    List<CallCheck> others = new ArrayList<>();
    if (written.actions() != null) {
      others.add(new ActionCheck(written.actions()));
    }
    if (written.secrets() != null && written.secrets().value() == SecretArguments.DENY) {
      others.add(new SecretCheck(written.secrets()));
    }
    for (Entry<ArgumentScope> scope : written.scopes()) {
      others.add(new ScopeCheck(scope));
    }
    if (written.hours() != null) {
      others.add(new HourCheck(written.hours()));
    }
    for (Entry<Requirement> requirement : written.requires()) {
      others.add(new RequirementCheck(requirement));
    }
    if (written.when() != null) {
      others.add(new WhenRule(written.when()));
    }
    return others;
  }
}
