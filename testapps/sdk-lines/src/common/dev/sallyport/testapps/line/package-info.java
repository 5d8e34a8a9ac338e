/**
 * One tiny stdio server, compiled against every line of the official MCP Java SDK. {@code Tools}
 * and {@code Notes} are the same for all. {@code Main} is one of the builder's three generations;
 * {@code Offers} adds resources, prompts and completions to it, {@code Schema} makes their records;
 * {@code Dialect} holds what changed more often: transports, tool definitions, results.
 */
@NullMarked
package dev.sallyport.testapps.line;

import org.jspecify.annotations.NullMarked;
