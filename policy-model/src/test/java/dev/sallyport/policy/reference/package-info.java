/**
 * A second reading of docs/policy.md: slow, obvious, and written without the engine, so that what
 * both say of any policy and request is what the page says. {@link
 * dev.sallyport.policy.reference.DifferentialTest} holds them against each other.
 */
@NullMarked
package dev.sallyport.policy.reference;

import org.jspecify.annotations.NullMarked;
