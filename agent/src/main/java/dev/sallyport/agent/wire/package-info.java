/**
 * What a client sends on one connection, read as far as it is HTTP/1.x. Start at {@link
 * dev.sallyport.agent.wire.RequestStream}.
 *
 * <p>Pure: knows no socket, no gate and no policy. It reads what is about to leave and changes
 * nothing of it.
 */
@NullMarked
package dev.sallyport.agent.wire;

import org.jspecify.annotations.NullMarked;
