package dev.sallyport.policy.model;

import dev.sallyport.policy.match.TimeWindow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has to hold for a call, beyond that its tool may be used. Each is null or empty where not
 * written: then it asks for nothing.
 *
 * @param arguments what they may be
 * @param limits how many calls there may be
 * @param hours in one of which it has to be
 * @param requires what has to have succeeded before, all of it
 */
public record Conditions(
    @Nullable Entry<ArgumentRules> arguments,
    CallLimits limits,
    @Nullable Entry<List<TimeWindow>> hours,
    List<Entry<Requirement>> requires) {
  /** None. */
  public static final Conditions NONE = new Conditions(null, CallLimits.NONE, null, List.of());

  public Conditions {
    requires = List.copyOf(requires);
  }
}
