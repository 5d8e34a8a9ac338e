/**
 * What the test servers share: a tool as its author writes it, and the official MCP Java SDK behind
 * it. Start at {@link dev.sallyport.testapps.serving.Serving}.
 *
 * <p>Nothing here checks a path, a host or a caller, and nothing here knows of the agent.
 */
@NullMarked
package dev.sallyport.testapps.serving;

import org.jspecify.annotations.NullMarked;
