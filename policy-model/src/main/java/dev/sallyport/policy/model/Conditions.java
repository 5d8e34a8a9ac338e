package dev.sallyport.policy.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has to hold for a call, beyond that its tool may be used. Each is null, or empty, where not
 * written: then it asks for nothing.
 *
 * @param arguments what they may be
 * @param approval who has to approve it
 * @param scopes what some of them may name together
 * @param risk what its tool may do at worst
 * @param hints what becomes of what contradicts what the tool says of itself
 */
public record Conditions(
    @Nullable Entry<ArgumentRules> arguments,
    @Nullable Entry<Approval> approval,
    List<Entry<ArgumentScope>> scopes,
    @Nullable Entry<Risk> risk,
    @Nullable Entry<Contradiction> hints) {
  /** None. */
  public static final Conditions NONE = new Conditions(null, null, List.of(), null, null);

  public Conditions {
    scopes = List.copyOf(scopes);
  }
}
