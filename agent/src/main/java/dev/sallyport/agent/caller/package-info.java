/**
 * Who calls: what a request brought to prove it, held against the policy, for each call anew. Start
 * at {@link dev.sallyport.agent.caller.Verifier}, which takes a {@link
 * dev.sallyport.agent.caller.Presented} and gives a {@link dev.sallyport.agent.caller.Verified}.
 *
 * <p>Nothing of a token is kept, thrown or said; what says why one was refused is one of {@link
 * dev.sallyport.agent.caller.Why}. Nothing here decides what a caller may use.
 */
@NullMarked
package dev.sallyport.agent.caller;

import org.jspecify.annotations.NullMarked;
