package dev.sallyport.policy.model;

import dev.sallyport.policy.condition.Condition;
import dev.sallyport.policy.match.TimeWindow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has to hold for a call, beyond that its tool may be used. Each is null or empty where not
 * written: then it asks for nothing.
 *
 * @param arguments what they may be
 * @param size how much of them there may be, as {@code limits.arguments} counts it
 * @param depth how deep they may be nested
 * @param secrets what becomes of secrets in them; {@link SecretArguments#RECORD} where null
 * @param schema that they have to fit the schema that the tool itself shows
 * @param when what has to be true of it
 * @param limits how many calls there may be
 * @param hours in one of which it has to be
 * @param requires what has to have succeeded before, all of it
 * @param approval who has to approve it
 * @param scopes what some of them may name together
 * @param risk what its tool may do at worst
 * @param actions what each of its calls does; then {@code risk} is null
 * @param hints what becomes of what contradicts what the tool says of itself
 */
public record Conditions(
    @Nullable Entry<ArgumentRules> arguments,
    @Nullable Entry<Long> size,
    @Nullable Entry<Long> depth,
    @Nullable Entry<SecretArguments> secrets,
    @Nullable Entry<InputSchema> schema,
    @Nullable Entry<Condition> when,
    CallLimits limits,
    @Nullable Entry<List<TimeWindow>> hours,
    List<Entry<Requirement>> requires,
    @Nullable Entry<Approval> approval,
    List<Entry<ArgumentScope>> scopes,
    @Nullable Entry<Risk> risk,
    @Nullable Entry<Actions> actions,
    @Nullable Entry<Contradiction> hints) {
  public Conditions {
    requires = List.copyOf(requires);
    scopes = List.copyOf(scopes);
  }
}
