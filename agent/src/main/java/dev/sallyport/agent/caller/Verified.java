package dev.sallyport.agent.caller;

import dev.sallyport.policy.decide.Caller;
import org.jspecify.annotations.Nullable;

/**
 * What became of what was presented.
 *
 * @param caller null where there is none that is identified; {@link Caller#UNVERIFIED} where one
 *     claimed to be somebody and did not prove it
 * @param why in words of ours, for the record
 */
public record Verified(@Nullable Caller caller, Why why) {

  static Verified refused(Why why) {
    return new Verified(Caller.UNVERIFIED, why);
  }

  static Verified unidentified(Why why) {
    return new Verified(null, why);
  }
}
