/**
 * One scenario that a server of any framework plays, so that a test can hold them all against the
 * same. {@link dev.sallyport.testapps.frameworks.Scenario} is what is offered and done, {@link
 * dev.sallyport.testapps.frameworks.Way} how it is served; a framework's module adds its {@code
 * Main}.
 *
 * <p>Nothing here checks a path, a host or a caller, and nothing here knows of the agent.
 */
@NullMarked
package dev.sallyport.testapps.frameworks;

import org.jspecify.annotations.NullMarked;
