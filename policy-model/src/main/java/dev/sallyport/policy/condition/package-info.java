/**
 * Conditions in CEL. Start at {@link dev.sallyport.policy.condition.Condition}.
 *
 * <p>The library is loaded by {@code Compilation}, which only a condition asks for.
 */
@NullMarked
package dev.sallyport.policy.condition;

import org.jspecify.annotations.NullMarked;
