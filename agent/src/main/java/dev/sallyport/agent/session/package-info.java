/**
 * What is known of a session so far: since when, whose it is, what for. Start at {@link
 * dev.sallyport.agent.session.SessionTable}, which keeps as many as there is room for.
 *
 * <p>Nothing here decides what a session may use.
 */
@NullMarked
package dev.sallyport.agent.session;

import org.jspecify.annotations.NullMarked;
