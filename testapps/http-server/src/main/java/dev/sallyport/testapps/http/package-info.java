/**
 * An MCP server whose tools make HTTP requests. The clients are of the modules under {@code
 * testapps/http}, one for each line of a library, found as services.
 */
@NullMarked
package dev.sallyport.testapps.http;

import org.jspecify.annotations.NullMarked;
