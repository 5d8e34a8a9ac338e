/**
 * What a server says of itself, held to what it said when it was first seen: the definitions of its
 * tools, prompts and resources, and its instructions. Start at {@link
 * dev.sallyport.agent.pin.Definitions}.
 *
 * <p>A definition has one canonical form, whatever framework it came from, and so one digest. It
 * knows nothing of gates or frameworks, and decides nothing: it says what changed and what looks
 * suspicious. Files are read at the start and else touched on a thread of its own.
 */
@NullMarked
package dev.sallyport.agent.pin;

import org.jspecify.annotations.NullMarked;
