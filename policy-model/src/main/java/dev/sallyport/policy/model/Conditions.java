package dev.sallyport.policy.model;

import org.jspecify.annotations.Nullable;

/**
 * What has to hold for a call, beyond that its tool may be used. Each is null where not written:
 * then it asks for nothing.
 *
 * @param arguments what they may be
 * @param size how much of them there may be, as {@code limits.arguments} counts it
 * @param depth how deep they may be nested
 * @param secrets what becomes of secrets in them; {@link SecretArguments#RECORD} where null
 * @param schema that they have to fit the schema that the tool itself shows
 */
public record Conditions(
    @Nullable Entry<ArgumentRules> arguments,
    @Nullable Entry<Long> size,
    @Nullable Entry<Long> depth,
    @Nullable Entry<SecretArguments> secrets,
    @Nullable Entry<InputSchema> schema) {
  /** None. */
  public static final Conditions NONE = new Conditions(null, null, null, null, null);
}
