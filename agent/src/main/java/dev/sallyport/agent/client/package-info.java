/**
 * How HTTP clients hold the request that they are about to send: one reader for each family. Start
 * at {@link dev.sallyport.agent.client.HopReaders}.
 *
 * <p>What is read are objects of the application, which may have written their classes. So a reader
 * runs outside the gate, as the application does, and nothing here decides.
 */
@NullMarked
package dev.sallyport.agent.client;

import org.jspecify.annotations.NullMarked;
