/**
 * Quarkus' MCP server, which is no part of the official SDK's family. Start at {@link
 * dev.sallyport.agent.framework.quarkus.QuarkusMcp}.
 */
@NullMarked
package dev.sallyport.agent.framework.quarkus;

import org.jspecify.annotations.NullMarked;
