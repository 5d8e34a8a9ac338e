/**
 * The context follows chains of operators. Start at {@link dev.sallyport.agent.reactive.Chains}.
 */
@NullMarked
package dev.sallyport.agent.reactive;

import org.jspecify.annotations.NullMarked;
