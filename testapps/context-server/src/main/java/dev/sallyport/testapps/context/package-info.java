/**
 * An MCP server whose tools look, from wherever a call's work can get to, at which files they may
 * read. Start at {@link dev.sallyport.testapps.context.Construct}.
 *
 * <p>A library has its constructs in a module of its own, which depends on this one and names its
 * {@link dev.sallyport.testapps.context.Constructs} to {@link java.util.ServiceLoader}. Nothing
 * here knows of the agent.
 */
@NullMarked
package dev.sallyport.testapps.context;

import org.jspecify.annotations.NullMarked;
