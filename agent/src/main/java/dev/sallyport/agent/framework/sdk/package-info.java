/**
 * The official MCP SDK for Java and what is built on it. Start at {@link
 * dev.sallyport.agent.framework.sdk.McpSdk}.
 */
@NullMarked
package dev.sallyport.agent.framework.sdk;

import org.jspecify.annotations.NullMarked;
