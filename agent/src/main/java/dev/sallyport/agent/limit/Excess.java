package dev.sallyport.agent.limit;

import dev.sallyport.policy.decide.Decision;

/**
 * A call is one too many.
 *
 * @param retryAfter in how many seconds it may be tried again, at least one
 */
public record Excess(Decision decision, long retryAfter) {}
