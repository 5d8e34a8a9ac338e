/**
 * An MCP server that makes the JDK initialise one part of itself, inside a call. Start at {@link
 * dev.sallyport.testapps.initialisers.Initialiser}.
 */
@NullMarked
package dev.sallyport.testapps.initialisers;

import org.jspecify.annotations.NullMarked;
