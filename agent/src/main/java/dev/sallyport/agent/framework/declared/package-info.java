/**
 * Servers of no known framework, whose policy says in which methods they call their tools. Start at
 * {@link dev.sallyport.agent.framework.declared.DispatchPoints}.
 */
@NullMarked
package dev.sallyport.agent.framework.declared;

import org.jspecify.annotations.NullMarked;
