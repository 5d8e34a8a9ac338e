/**
 * One tiny stdio server, compiled against every line of the official MCP Java SDK. {@code Tools} is
 * the same for all; {@code Main} is one of the builder's three generations; {@code Dialect} holds
 * what changed more often: transports, tool definitions, results.
 */
@NullMarked
package dev.sallyport.testapps.line;

import org.jspecify.annotations.NullMarked;
