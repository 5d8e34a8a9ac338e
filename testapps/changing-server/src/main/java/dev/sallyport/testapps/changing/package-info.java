/**
 * An MCP server whose tools, prompts and resources say other things of themselves later than first,
 * as an update of one, or a compromised library in it, would have it.
 */
@NullMarked
package dev.sallyport.testapps.changing;

import org.jspecify.annotations.NullMarked;
