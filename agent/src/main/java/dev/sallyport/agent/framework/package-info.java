/**
 * How the MCP frameworks dispatch: one class per family, with its rows, how to read a call and how
 * to answer it. Start at {@link dev.sallyport.agent.framework.McpSdk}.
 *
 * <p>The frameworks' classes live in the application's loaders and are reached by reflection only,
 * by the names that are the same in every released line.
 */
@NullMarked
package dev.sallyport.agent.framework;

import org.jspecify.annotations.NullMarked;
