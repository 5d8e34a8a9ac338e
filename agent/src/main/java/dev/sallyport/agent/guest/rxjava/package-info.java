/**
 * What stands in a chain of RxJava's operators. Never loaded by the agent's own loader, which does
 * not see RxJava: {@link dev.sallyport.agent.reactive.Chains} defines it beside each RxJava that an
 * application has, so it knows of the agent nothing but the doors.
 */
@NullMarked
package dev.sallyport.agent.guest.rxjava;

import org.jspecify.annotations.NullMarked;
