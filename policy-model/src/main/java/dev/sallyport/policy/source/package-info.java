/**
 * Where things stand in a policy file, and how to say so. Start at {@link
 * dev.sallyport.policy.source.Problem}.
 *
 * <p>Knows no key of a policy and no parser.
 */
@NullMarked
package dev.sallyport.policy.source;

import org.jspecify.annotations.NullMarked;
