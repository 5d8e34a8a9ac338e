/**
 * Starting the agent, in one order that can be read: {@link dev.sallyport.agent.start.Start}. The
 * only place that knows all the others and puts them together.
 *
 * <p>Runs before {@code main}: no lambda, no {@code java.nio.file} of the application's, no
 * logging, no JMX. Messages go to stderr; stdout is a stdio server's protocol.
 */
@NullMarked
package dev.sallyport.agent.start;

import org.jspecify.annotations.NullMarked;
