/**
 * From a policy and a request to a decision. Start at {@link dev.sallyport.policy.decide.Engine}.
 *
 * <p>An engine compiles a policy once to {@link dev.sallyport.policy.decide.Grants}, one for each
 * tool, resource, prompt and phase of the server. A decision is taken in the order floor and
 * denies, grants from the most to the least specific, default; each possible decision exists before
 * the first request.
 *
 * <p>Runs while classes are loaded, inside any JDK call: no lambda, no concatenation of strings, no
 * I/O, no lock, no logging. Knows nothing of the agent, and nothing of text but what a {@link
 * dev.sallyport.policy.decide.Rule} says.
 */
@NullMarked
package dev.sallyport.policy.decide;

import org.jspecify.annotations.NullMarked;
