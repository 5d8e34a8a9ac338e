/**
 * For frameworks whose messages can be had as JSON and made of it: what the protocol says is the
 * same in all of them, and in every line of theirs. {@link
 * dev.sallyport.agent.framework.json.Requests} stands before their handlers; how their messages
 * become JSON each says by a {@link dev.sallyport.agent.framework.json.Messages}.
 */
@NullMarked
package dev.sallyport.agent.framework.json;

import org.jspecify.annotations.NullMarked;
