/**
 * What counts against later calls: how many there were lately, how many did not answer yet, and
 * which succeeded. Start at {@link dev.sallyport.agent.limit.Turnstile}.
 *
 * <p>What is allowed is decided elsewhere; here is only counted, for sessions, callers and the
 * server. All of it is bounded, and what was forgotten for want of room is never taken for unused.
 */
@NullMarked
package dev.sallyport.agent.limit;

import org.jspecify.annotations.NullMarked;
