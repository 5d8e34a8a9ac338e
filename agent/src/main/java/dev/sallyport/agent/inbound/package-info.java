/**
 * How HTTP servers hold the requests that they get: who asks, and in which session. Start at {@link
 * dev.sallyport.agent.inbound.InboundReaders}.
 *
 * <p>What is read are objects of the application, as in {@code client}: a reader runs outside the
 * gate, and nothing here decides or keeps anything.
 */
@NullMarked
package dev.sallyport.agent.inbound;

import org.jspecify.annotations.NullMarked;
