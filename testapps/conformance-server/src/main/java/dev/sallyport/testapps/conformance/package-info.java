/**
 * What the protocol's conformance suite ({@code @modelcontextprotocol/conformance}) asks a server
 * for: names and texts are the suite's. Start at {@link dev.sallyport.testapps.conformance.Main}.
 *
 * <p>Nothing here knows of the agent.
 */
@NullMarked
package dev.sallyport.testapps.conformance;

import org.jspecify.annotations.NullMarked;
