/**
 * Records decided again under another policy, as far as they tell what that depends on. Start at
 * {@link dev.sallyport.agent.replay.Redecision}; {@link dev.sallyport.agent.replay.Replayed} sums
 * up what a policy would change of a trail.
 *
 * <p>It prints nothing, and guesses nothing: what records do not hold is {@link
 * dev.sallyport.agent.replay.Untold}.
 */
@NullMarked
package dev.sallyport.agent.replay;

import org.jspecify.annotations.NullMarked;
