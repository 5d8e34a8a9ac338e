package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.OnDenied;
import org.jspecify.annotations.Nullable;

/**
 * What the policy says of one tool, resource or prompt.
 *
 * @param use whether it may be used
 * @param grants what its use may touch
 * @param arguments what its arguments may be; null where they may be anything
 */
record Primitive(
    Decision use, Grants grants, OnDenied onDenied, @Nullable ArgumentChecks arguments) {}
