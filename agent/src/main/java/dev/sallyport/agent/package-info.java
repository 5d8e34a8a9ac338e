/**
 * The door of the jar: the only package that the application's class loaders can see. All else is
 * read by {@link dev.sallyport.agent.IsolatedLoader} and starts at {@code
 * dev.sallyport.agent.start.Start}.
 *
 * <p>Loaded before {@code main}: no lambda, no {@code java.nio.file}, no logging, no dependency.
 */
package dev.sallyport.agent;
