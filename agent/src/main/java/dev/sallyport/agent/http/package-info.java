/**
 * How the agent itself speaks HTTP: one exchange on one connection, all of it on the calling
 * thread, which is one that the gates let through. Start at {@link
 * dev.sallyport.agent.http.Endpoint}.
 */
@NullMarked
package dev.sallyport.agent.http;

import org.jspecify.annotations.NullMarked;
