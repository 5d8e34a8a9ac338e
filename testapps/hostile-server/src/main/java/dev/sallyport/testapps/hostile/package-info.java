/**
 * An MCP server with a compromised library in it: each tool runs Java code that tries to get past
 * the gates, or to disarm the agent. What it reached, it tells.
 *
 * <p>Run with {@code --add-opens java.base/java.lang=ALL-UNNAMED}, {@code
 * -Djdk.attach.allowAttachSelf} and an agent whose {@code Premain-Class} is {@link
 * dev.sallyport.testapps.hostile.StolenInstrumentation}, it has all that such code could hope for.
 */
@NullMarked
package dev.sallyport.testapps.hostile;

import org.jspecify.annotations.NullMarked;
