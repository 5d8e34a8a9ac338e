/**
 * What of a policy that can be read is probably not meant. Start at {@link
 * dev.sallyport.policy.check.Linter}.
 *
 * <p>One class for each kind of finding. None of them changes what is decided, and none says
 * anything of a policy that is as it should be.
 */
@NullMarked
package dev.sallyport.policy.check;

import org.jspecify.annotations.NullMarked;
