/**
 * What the agent costs, beside none, in one run: a whole process ({@link
 * dev.sallyport.benchmarks.StartUp}), a server that answers calls ({@link
 * dev.sallyport.benchmarks.Throughput}), an operation that is decided on ({@link
 * dev.sallyport.benchmarks.OperationCosts}), the decision on a tool call by itself ({@link
 * dev.sallyport.benchmarks.DecisionCosts}), what a large policy costs ({@link
 * dev.sallyport.benchmarks.ScaleCosts}), work that changes threads ({@link
 * dev.sallyport.benchmarks.PropagationCosts}), what the audit file adds to a call ({@link
 * dev.sallyport.benchmarks.AuditCosts}), the recorder by itself ({@link
 * dev.sallyport.benchmarks.RecordCosts}), and the commands that read what it wrote ({@link
 * dev.sallyport.benchmarks.TrailCosts}); beside what else guards a JVM ({@link
 * dev.sallyport.benchmarks.Comparison}), under load ({@link dev.sallyport.benchmarks.Load}), and
 * for an hour ({@link dev.sallyport.benchmarks.Soak}).
 */
@NullMarked
package dev.sallyport.benchmarks;

import org.jspecify.annotations.NullMarked;
