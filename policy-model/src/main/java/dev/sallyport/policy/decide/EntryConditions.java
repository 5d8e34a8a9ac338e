package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Conditions;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.InputSchema;
import dev.sallyport.policy.model.SecretArguments;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of one entry, compiled. Each is null where the entry does not say.
 *
 * @param arguments what they may be
 * @param bounds how much and how deep they may be
 * @param secret the denial of one that looks like a secret
 * @param schema the denial of such that the schema does not fit that the tool shows
 */
record EntryConditions(
    @Nullable ArgumentChecks arguments,
    @Nullable ArgumentBounds bounds,
    @Nullable SecretArguments secrets,
    @Nullable Decision secret,
    @Nullable Decision schema) {
  static final EntryConditions NONE = new EntryConditions(null, null, null, null, null);

  static EntryConditions of(Conditions conditions) {
    Entry<SecretArguments> secrets = conditions.secrets();
    Entry<InputSchema> schema = conditions.schema();
    boolean bounded = conditions.size() != null || conditions.depth() != null;
    return new EntryConditions(
        conditions.arguments() == null ? null : new ArgumentChecks(conditions.arguments()),
        bounded ? new ArgumentBounds(conditions.size(), conditions.depth()) : null,
        secrets == null ? null : secrets.value(),
        secrets != null && secrets.value() == SecretArguments.DENY
            ? Decisions.denied(secrets, Reason.ARGUMENT_SECRET)
            : null,
        schema != null && schema.value() == InputSchema.CHECK
            ? Decisions.denied(schema, Reason.ARGUMENT_SCHEMA)
            : null);
  }
}
