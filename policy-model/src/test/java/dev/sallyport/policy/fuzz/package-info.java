/**
 * Texts that nobody thought of, found by Jazzer: what is read or matched may neither fail nor hang,
 * and nothing is let through that a slow, obvious reading refuses.
 *
 * <p>In the build each is tried on the inputs kept beside it, and on new ones for a few seconds;
 * {@code -Dsallyport.fuzz} says for how many. Start at {@link
 * dev.sallyport.policy.fuzz.FuzzingTest}.
 */
@NullMarked
package dev.sallyport.policy.fuzz;

import org.jspecify.annotations.NullMarked;
