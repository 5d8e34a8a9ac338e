/**
 * Calls as a trail tells them: who asked, what was decided, what they did, what came of it, and
 * what of all that is missing. Start at {@link dev.sallyport.agent.lineage.Lineages}.
 *
 * <p>It prints nothing, and knows nothing of policies.
 */
@NullMarked
package dev.sallyport.agent.lineage;

import org.jspecify.annotations.NullMarked;
