/**
 * Whole-process benchmarks: bare and under the agent, alternating, in one run. Start at {@link
 * dev.sallyport.benchmarks.StartUp}.
 */
@NullMarked
package dev.sallyport.benchmarks;

import org.jspecify.annotations.NullMarked;
