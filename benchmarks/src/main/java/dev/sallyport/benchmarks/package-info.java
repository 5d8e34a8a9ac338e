/**
 * What the agent costs, beside none, in one run: a whole process ({@link
 * dev.sallyport.benchmarks.StartUp}), a server that answers calls ({@link
 * dev.sallyport.benchmarks.Throughput}), an operation that is decided on ({@link
 * dev.sallyport.benchmarks.OperationCosts}), the decision on a tool call by itself ({@link
 * dev.sallyport.benchmarks.DecisionCosts}), and work that changes threads ({@link
 * dev.sallyport.benchmarks.PropagationCosts}).
 */
@NullMarked
package dev.sallyport.benchmarks;

import org.jspecify.annotations.NullMarked;
