/**
 * What an audit file says a policy should grant. Start at {@link
 * dev.sallyport.agent.learn.Learning}.
 *
 * <p>Records become {@link dev.sallyport.agent.learn.Evidence}: what was done for whom, how often.
 * A policy that is there, or the built-in one, says what of it is granted already; what is left
 * becomes rules, or notes of what is never granted by learning. The rules are a {@link
 * dev.sallyport.agent.learn.Branch}, which is written as a policy of its own or into the text of
 * another one. Same records, same bytes: everything is kept in order of its own text, never of its
 * coming.
 */
@NullMarked
package dev.sallyport.agent.learn;

import org.jspecify.annotations.NullMarked;
