/**
 * Secrets by value: where they come from, how they look when they leave, and what stands for those
 * that the server does not get. Start at {@link dev.sallyport.agent.credential.Secrets}.
 *
 * <p>Values are bytes here, and nothing that holds one has a text form that shows it. Nothing here
 * decides.
 */
@NullMarked
package dev.sallyport.agent.credential;

import org.jspecify.annotations.NullMarked;
