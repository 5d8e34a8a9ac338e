/**
 * What was decided, written down: queue, audit file, spans. Start at {@link
 * dev.sallyport.agent.record.Recorder}.
 *
 * <p>Nothing here runs on the caller's thread but one offer to a bounded queue. It knows the words
 * of a decision and nothing of gates, hooks or frameworks.
 */
@NullMarked
package dev.sallyport.agent.record;

import org.jspecify.annotations.NullMarked;
