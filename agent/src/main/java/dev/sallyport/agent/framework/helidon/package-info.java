/** Helidon's MCP server. Start at {@link dev.sallyport.agent.framework.helidon.HelidonMcp}. */
@NullMarked
package dev.sallyport.agent.framework.helidon;

import org.jspecify.annotations.NullMarked;
