package dev.sallyport.policy.model;

import dev.sallyport.policy.condition.Condition;
import org.jspecify.annotations.Nullable;

/**
 * What has to hold for a call, beyond that its tool may be used. Each is null where not written:
 * then it asks for nothing.
 *
 * @param arguments what they may be
 * @param when what has to be true
 */
public record Conditions(
    @Nullable Entry<ArgumentRules> arguments, @Nullable Entry<Condition> when) {
  /** None. */
  public static final Conditions NONE = new Conditions(null, null);
}
