/**
 * What the agent has to report, and the queue that it goes through. Start at {@link
 * dev.sallyport.agent.record.Recorder}.
 *
 * <p>Nothing here runs on the caller's thread but one offer to a bounded queue. It knows the words
 * of a decision, and nothing of gates, hooks or frameworks, nor of what the sinks make of entries.
 */
@NullMarked
package dev.sallyport.agent.record;

import org.jspecify.annotations.NullMarked;
