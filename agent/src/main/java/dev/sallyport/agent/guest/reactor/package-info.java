/**
 * What stands in a chain of Reactor's operators. Never loaded by the agent's own loader, which does
 * not see Reactor: {@link dev.sallyport.agent.reactive.Chains} defines it beside each Reactor that
 * an application has, so it knows of the agent nothing but the doors.
 */
@NullMarked
package dev.sallyport.agent.guest.reactor;

import org.jspecify.annotations.NullMarked;
