/**
 * What stands in a chain of Mutiny's operators. Never loaded by the agent's own loader, which does
 * not see Mutiny: {@link dev.sallyport.agent.reactive.Chains} defines it beside each Mutiny that an
 * application has, so it knows of the agent nothing but the doors.
 */
@NullMarked
package dev.sallyport.agent.guest.mutiny;

import org.jspecify.annotations.NullMarked;
