/**
 * JSON texts as plain values, and back. Start at {@link dev.sallyport.agent.json.Json}.
 *
 * <p>Nothing here knows what a text is about.
 */
@NullMarked
package dev.sallyport.agent.json;

import org.jspecify.annotations.NullMarked;
