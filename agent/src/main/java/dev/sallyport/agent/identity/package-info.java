/**
 * What is known of objects by their identity, for as long as they live. Start at {@link
 * dev.sallyport.agent.identity.WeakTable}.
 *
 * <p>Runs inside every hook of the JVM, and knows nothing of contexts or gates.
 */
@NullMarked
package dev.sallyport.agent.identity;

import org.jspecify.annotations.NullMarked;
